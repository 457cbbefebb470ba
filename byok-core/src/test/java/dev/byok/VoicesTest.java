package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.credential.CredentialInput;
import dev.byok.speech.Voice;
import dev.byok.store.InMemoryKeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of voices are kept by credential, until somebody wants them new. */
class VoicesTest {

    private final Speaker speaker = new Speaker("first", true);
    private final AtomicInteger asked = new AtomicInteger();
    private final ByokClient client = ByokClient.builder()
            .provider(speaker)
            .keyStore(new InMemoryKeyStore())
            .sealer(new Speaker.Base64Sealer())
            .build();
    private final Tenant acme = client.tenant("acme");

    @BeforeEach
    void count() {
        speaker.voices = () -> List.of(voice("voice-" + asked.incrementAndGet()));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void asksTheVendorOnceForAKey() {
        connect(acme, "one");

        assertThat(acme.voices("first")).containsExactly(voice("voice-1"));
        assertThat(acme.voices("first")).containsExactly(voice("voice-1"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksAnewWhenToldTo() {
        connect(acme, "one");
        acme.voices("first");

        assertThat(acme.syncVoices("first")).containsExactly(voice("voice-2"));
        assertThat(acme.voices("first")).containsExactly(voice("voice-2"));
    }

    @Test
    void keepsAListForEveryConfigurationAndTenant() {
        connect(acme, "one");
        connect(acme, "two");
        Tenant other = client.tenant("other");
        connect(other, "one");

        assertThat(acme.voices("first@one")).containsExactly(voice("voice-1"));
        assertThat(acme.voices("first@two")).containsExactly(voice("voice-2"));
        assertThat(other.voices("first")).containsExactly(voice("voice-3"));
        assertThat(acme.voices("first@one")).containsExactly(voice("voice-1"));
    }

    @Test
    void keepsWhatItKnowsWhenTheVendorDoesNotAnswer() {
        connect(acme, "one");
        acme.voices("first");
        speaker.voices = () -> {
            throw ByokException.of(ErrorCode.PROVIDER_UNAVAILABLE, "down").build();
        };

        ByokException failure = catchThrowableOfType(ByokException.class, () -> acme.syncVoices("first"));

        assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
        assertThat(acme.voices("first")).containsExactly(voice("voice-1"));
    }

    private static Voice voice(String id) {
        return new Voice(id, "Ada", Optional.empty(), Map.of(), Optional.empty());
    }

    private static void connect(Tenant tenant, String label) {
        tenant.credentials()
                .connect(CredentialInput.of("first").label(label).field("api_key", "FAKE-0123456789-" + label));
    }
}
