package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheSettingsTest {

    @Test
    void namesTheSettingThatItRefuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheSettings(0, Duration.ZERO))
                .withMessageContaining("maxTenants");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheSettings(1, Duration.ofMillis(-1)))
                .withMessageContaining("timeToLive");
    }

    @Test
    void keepsNothingWithoutTimeToLive() {
        Bench bench = new Bench();
        CredentialVault vault =
                new CredentialVault(bench.store, bench.sealer, new CacheSettings(1, Duration.ZERO), bench.clock);

        assertThat(vault.rows(Bench.TENANT)).isNotSameAs(vault.rows(Bench.TENANT));
    }
}
