package dev.byok.providers.http;

import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import org.junit.jupiter.api.Test;

class LiveSlotsTest {

    private static final Target TARGET = target(TestVendors.at("https://api.example.com"));

    private final LiveSlots slots = new LiveSlots(2);

    @Test
    void refusesOneMoreThanThereMayBe() {
        slots.take(TARGET);
        slots.take(TARGET);

        ByokException refused = failure(() -> slots.take(TARGET));

        assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(refused.summary()).startsWith("2 live sessions are open");
        assertThat(refused.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("maxLiveSessions"));
        assertThat(refused.provider()).contains("acme");
    }

    @Test
    void takesASlotBackOnce() {
        LiveSlot slot = slots.take(TARGET);
        slot.close();
        slot.close();

        assertThat(slots.free()).isEqualTo(2);
    }

    @Test
    void leavesASlotToASocket() {
        LiveSlot slot = slots.take(TARGET);
        Runnable gone = slot.move();
        slot.close();
        assertThat(slots.free()).isEqualTo(1);

        gone.run();
        gone.run();

        assertThat(slots.free()).isEqualTo(2);
    }

    @Test
    void needsAtLeastOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LiveSlots(0));
    }
}
