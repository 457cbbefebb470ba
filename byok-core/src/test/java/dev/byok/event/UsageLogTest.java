package dev.byok.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.credential.CredentialStatus;
import org.junit.jupiter.api.Test;

final class UsageLogTest {

    private final UsageLog log = new UsageLog(3);

    @Test
    void forgetsTheOldestBeyondItsBound() {
        for (int number = 1; number <= 5; number++) {
            log.onEvent(Usages.of("acme", number, "gpt-4o", null));
        }

        assertThat(log.events()).extracting(UsageEvent::number).containsExactly(3, 4, 5);
    }

    @Test
    void tellsTenantsApart() {
        log.onEvent(Usages.of("acme", 1, "gpt-4o", null));
        log.onEvent(Usages.of("other", 1, "gpt-4o", null));

        assertThat(log.events("acme")).extracting(UsageEvent::tenant).containsExactly("acme");
        assertThat(log.events("nobody")).isEmpty();
    }

    @Test
    void keepsAttemptsOnly() {
        log.onEvent(new CredentialEvent(
                "acme", "tp_1", "openai", CredentialEvent.Action.CONNECTED, CredentialStatus.UNTESTED));

        assertThat(log.events()).isEmpty();
    }

    @Test
    void canBeCleared() {
        log.onEvent(Usages.of("acme", 1, "gpt-4o", null));

        log.clear();

        assertThat(log.events()).isEmpty();
    }

    @Test
    void needsABound() {
        assertThatThrownBy(() -> new UsageLog(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
