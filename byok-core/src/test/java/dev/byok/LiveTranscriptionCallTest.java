package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.credential.CredentialInput;
import dev.byok.event.UsageEvent;
import dev.byok.model.ModelCatalog;
import dev.byok.routing.Attempt;
import dev.byok.routing.Cost;
import dev.byok.speech.AudioFormat;
import dev.byok.store.InMemoryKeyStore;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionSession;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a live session used: the audio that was sent. */
@Timeout(60)
class LiveTranscriptionCallTest {

    private final Speaker vendor = new Speaker("first", false);
    private final List<UsageEvent> usage = new CopyOnWriteArrayList<>();
    private final ByokClient client = ByokClient.builder()
            .provider(vendor)
            .keyStore(new InMemoryKeyStore())
            .sealer(new Speaker.Base64Sealer())
            .modelCatalog(catalog())
            .listener(event -> {
                if (event instanceof UsageEvent used) {
                    usage.add(used);
                }
            })
            .build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void countsThePcmThatWasSentAndItsPrice() {
        TranscriptionSession session = open("first/priced", AudioFormat.PCM_16000);
        session.send(new byte[32_000]);
        session.send(new byte[16_000]);

        end(true);

        // 1.5 s at 7.2 dollars an hour
        assertThat(attempt().consumption().audio()).isEqualTo(Duration.ofMillis(1500));
        assertThat(attempt().consumption().estimated()).isFalse();
        assertThat(attempt().cost()).isEqualTo(Cost.priced(Optional.of(new BigDecimal("0.003"))));
    }

    @Test
    void countsMuLawByItsOwnSize() {
        open("first/priced", AudioFormat.MULAW_8000).send(new byte[16_000]);

        end(true);

        assertThat(attempt().consumption().audio()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void countsWhatWasSentWithoutAPriceAsWell() {
        open("first/unknown", AudioFormat.PCM_16000).send(new byte[32_000]);

        end(true);

        assertThat(attempt().consumption().audio()).isEqualTo(Duration.ofSeconds(1));
        assertThat(attempt().cost()).isEqualTo(Cost.UNKNOWN);
    }

    @Test
    void countsWhatWasSentBeforeAFailure() {
        open("first/priced", AudioFormat.PCM_16000).send(new byte[32_000]);
        vendor.liveEvents.accept(
                new TranscriptionEvent.Error(ErrorCode.PROVIDER_UNAVAILABLE, "It broke.", Optional.of("1011")));

        end(false);

        assertThat(attempt().error()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
        assertThat(attempt().consumption().audio()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void doesNotCountWhatWasRefused() {
        TranscriptionSession session = open("first/priced", AudioFormat.PCM_16000);
        session.send(new byte[32_000]);
        vendor.refusesAudio = true;
        assertThatThrownBy(() -> session.send(new byte[32_000])).isInstanceOf(ByokException.class);

        end(true);

        assertThat(attempt().consumption().audio()).isEqualTo(Duration.ofSeconds(1));
    }

    private static ModelCatalog catalog() {
        String json = """
                {"format": 1, "date": "2026-11-01", "source": "a test", "licence": "none", "providers": [
                  {"id": "first", "maker": true, "models": [{"id": "priced", "price": {"audioHour": "7.2"}}]}]}
                """;
        return ModelCatalog.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private TranscriptionSession open(String model, AudioFormat format) {
        Tenant acme = client.tenant("acme");
        acme.credentials().connect(CredentialInput.of("first").field("api_key", "FAKE-0123456789-abcdefgh"));
        return acme.liveTranscription().model(model).format(format).open(event -> {});
    }

    private void end(boolean clean) {
        vendor.liveEvents.accept(new TranscriptionEvent.Closed(clean, OptionalInt.of(1000)));
    }

    private Attempt attempt() {
        assertThat(usage).hasSize(1);
        return usage.get(0).attempt();
    }
}
