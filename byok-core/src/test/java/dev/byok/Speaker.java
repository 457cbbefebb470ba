package dev.byok;

import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.speech.SpeechEvent;
import dev.byok.speech.SpeechRequest;
import dev.byok.speech.WordTimestamp;
import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.spi.ClientFactory;
import dev.byok.spi.CredentialValidator;
import dev.byok.spi.Endpoint;
import dev.byok.spi.Field;
import dev.byok.spi.FieldSchema;
import dev.byok.spi.KeySealer;
import dev.byok.spi.LiveTranscriptionClient;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.SealContext;
import dev.byok.spi.SpeechClient;
import dev.byok.spi.SpeechEvents;
import dev.byok.spi.TranscriptionClient;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.VoicesClient;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscribedWord;
import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionRequest;
import dev.byok.transcription.TranscriptionSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A vendor that speaks and listens, without a network: what it says is what a test wants. */
final class Speaker implements Provider {

    private final ProviderInfo info;
    private final boolean timesWords;
    final List<SpeechRequest> asked = new CopyOnWriteArrayList<>();
    final List<String> models = new CopyOnWriteArrayList<>();
    final List<Secret> opened = new CopyOnWriteArrayList<>();
    final List<TranscriptionRequest> heard = new CopyOnWriteArrayList<>();
    volatile Function<SpeechRequest, byte[]> audio = request -> samples(240, 1_000);
    volatile Function<TranscriptionRequest, Transcript> hearing = request -> new Transcript(
            "one",
            Optional.empty(),
            Optional.empty(),
            List.of(new TranscribedWord("one", Duration.ofMillis(1), Duration.ofMillis(9))));
    volatile Supplier<List<dev.byok.speech.Voice>> voices = List::of;
    volatile ByokException afterFirstPiece;
    volatile Consumer<? super TranscriptionEvent> liveEvents;
    volatile boolean refusesAudio;

    Speaker(String id, boolean timesWords) {
        this.timesWords = timesWords;
        this.info = ProviderInfo.builder(id, id)
                .schema(FieldSchema.of(Field.secret("api_key", "API key")))
                .capability(Capability.SPEECH)
                .capability(Capability.TRANSCRIPTION)
                .capability(Capability.LIVE_TRANSCRIPTION)
                .capability(Capability.VOICES)
                .defaultModel(Capability.SPEECH, "usual")
                .build();
    }

    /** So many samples of one value. */
    static byte[] samples(int count, int value) {
        byte[] bytes = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }

    @Override
    public ProviderInfo info() {
        return info;
    }

    @Override
    public Endpoint endpoint(Map<String, String> fields) {
        return new Endpoint("https://speaker.example", "https://speaker.example", false);
    }

    @Override
    public CredentialValidator validator() {
        return (credential, context) -> ValidationResult.shapeOnly("Not tried.");
    }

    @Override
    public ClientFactory clients() {
        return new ClientFactory() {
            @Override
            public <C> Optional<C> create(Capability<C> capability, ProviderCredential credential) {
                if (capability == Capability.SPEECH) {
                    return Optional.of(capability.client().cast(new Voice(credential)));
                }
                if (capability == Capability.LIVE_TRANSCRIPTION) {
                    return Optional.of(capability.client().cast((LiveTranscriptionClient) Speaker.this::listen));
                }
                if (capability == Capability.VOICES) {
                    return Optional.of(capability.client().cast((VoicesClient) context -> voices.get()));
                }
                TranscriptionClient listener = (request, model, context) -> {
                    heard.add(request);
                    return hearing.apply(request);
                };
                return capability == Capability.TRANSCRIPTION
                        ? Optional.of(capability.client().cast(listener))
                        : Optional.empty();
            }
        };
    }

    private TranscriptionSession listen(
            LiveTranscriptionRequest request,
            String model,
            Consumer<? super TranscriptionEvent> events,
            CallContext context) {
        liveEvents = events;
        return new TranscriptionSession() {
            @Override
            public void send(byte[] bytes) {
                if (refusesAudio) {
                    throw ByokException.of(ErrorCode.RATE_LIMITED, "Too fast.").build();
                }
            }

            @Override
            public void endUtterance() {}

            @Override
            public void finish() {}

            @Override
            public void close() {}
        };
    }

    private final class Voice implements SpeechClient {

        private final ProviderCredential credential;

        Voice(ProviderCredential credential) {
            this.credential = credential;
        }

        @Override
        public boolean timesWords(SpeechRequest request, String model) {
            return timesWords && request.timestamps();
        }

        @Override
        public SpeechEvents stream(SpeechRequest request, String model, CallContext context) {
            opened.add(credential.secret("api_key").orElseThrow());
            asked.add(request);
            models.add(model);
            byte[] bytes = audio.apply(request);
            Queue<SpeechEvent> events = new ArrayDeque<>();
            if (request.timestamps()) {
                events.add(
                        new SpeechEvent.Words(List.of(new WordTimestamp("word", Duration.ZERO, Duration.ofMillis(5)))));
            }
            events.add(SpeechEvent.audio(Arrays.copyOf(bytes, bytes.length / 2)));
            events.add(SpeechEvent.audio(Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length)));
            events.add(new SpeechEvent.CharactersReported(request.text().length() + 1));
            return new Events(events);
        }
    }

    private final class Events implements SpeechEvents {

        private final Queue<SpeechEvent> events;
        private boolean begun;

        Events(Queue<SpeechEvent> events) {
            this.events = events;
        }

        @Override
        public SpeechEvent next() {
            if (begun && afterFirstPiece != null) {
                throw afterFirstPiece;
            }
            SpeechEvent event = events.poll();
            begun |= event instanceof SpeechEvent.Audio;
            return event;
        }

        @Override
        public void close() {
            events.clear();
        }
    }

    /** Seals nothing; these tests are not about that. */
    static final class Base64Sealer implements KeySealer {

        @Override
        public String seal(SealContext context, Secret secret) {
            return Base64.getEncoder().encodeToString(secret.revealUtf8(SecretAccess.grant()));
        }

        @Override
        public Secret open(SealContext context, String sealed) {
            return Secret.takingUtf8(Base64.getDecoder().decode(sealed));
        }
    }
}
