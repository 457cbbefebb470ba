package dev.byok.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoredSettingsTest {

    @Test
    void countsTheBytesAndNotTheCharacters() {
        String fits = "\u65E5".repeat(21_845) + "x";

        assertThat(new StoredSettings("acme", 1, fits, Instant.EPOCH).json()).isEqualTo(fits);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredSettings("acme", 1, fits + "x", Instant.EPOCH))
                .withMessageContaining("65536")
                .withMessageContaining("65537");
    }

    @Test
    void countsVersionsFromOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StoredSettings("acme", 0, "{}", Instant.EPOCH));
    }

    @Test
    void doesNotPrintWhatIsSet() {
        assertThat(new StoredSettings("acme", 3, "{\"hook\":\"FAKE\"}", Instant.EPOCH))
                .hasToString("StoredSettings[acme, version=3]");
    }
}
