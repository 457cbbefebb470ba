package dev.byok.providers.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokClient;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.providers.client.MemorySealer;
import dev.byok.speech.AudioFormat;
import dev.byok.store.InMemoryKeyStore;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionSession;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A sentence is spoken by Festival and understood by PocketSphinx, and goes through the library both times. */
final class RoundTripTest {

    private static final String SENTENCE = "hello world how are you today";
    private static final int FRAME = 640;

    private final BlockingQueue<TranscriptionEvent> events = new LinkedBlockingQueue<>();

    @Test
    void speaksAndUnderstandsASentence() throws Exception {
        try (VoiceServer voice = new VoiceServer();
                TranscriberServer transcriber = new TranscriberServer();
                Providers providers = Providers.builder()
                        .endpointPolicy(EndpointPolicy.publicHttps()
                                .allowOrigin(voice.origin())
                                .allowOrigin(transcriber.origin()))
                        .build();
                ByokClient client = ByokClient.builder()
                        .providers(providers)
                        .keyStore(new InMemoryKeyStore())
                        .sealer(new MemorySealer())
                        .build()) {
            Tenant tenant = client.tenant("acme");
            tenant.credentials().connect(CredentialInput.of("custom-voice"));
            tenant.credentials()
                    .connect(CredentialInput.of("custom-transcriber").field("api_key", TranscriberServer.TOKEN));

            byte[] spoken = speak(tenant, voice);
            listen(tenant, transcriber, spoken);
        }
    }

    private static byte[] speak(Tenant tenant, VoiceServer voice) {
        return tenant.speech()
                .model("custom-voice")
                .endpoint(voice.origin() + "/tts")
                .voice("kal")
                .text(SENTENCE)
                .format(AudioFormat.PCM_16000)
                .send()
                .bytes();
    }

    private void listen(Tenant tenant, TranscriberServer transcriber, byte[] audio) throws InterruptedException {
        try (TranscriptionSession session = tenant.liveTranscription()
                .model("custom-transcriber")
                .endpoint(transcriber.origin() + "/listen")
                .open(events::add)) {
            for (int at = 0; at < audio.length; at += FRAME) {
                session.send(Arrays.copyOfRange(audio, at, Math.min(audio.length, at + FRAME)));
            }
            session.finish();

            assertThat(next()).isInstanceOf(TranscriptionEvent.SessionStarted.class);
            assertThat(next()).isInstanceOf(TranscriptionEvent.SpeechStarted.class);
            assertThat(next())
                    .isInstanceOfSatisfying(
                            TranscriptionEvent.Final.class,
                            said -> assertThat(said.text()).isEqualTo(SENTENCE));
            assertThat(next()).isInstanceOf(TranscriptionEvent.UtteranceEnd.class);
            assertThat(next())
                    .isInstanceOfSatisfying(
                            TranscriptionEvent.Closed.class,
                            closed -> assertThat(closed.clean()).isTrue());
        }
    }

    private TranscriptionEvent next() throws InterruptedException {
        TranscriptionEvent event = events.poll(30, TimeUnit.SECONDS);
        assertThat(event).as("what comes next").isNotNull();
        return event;
    }
}
