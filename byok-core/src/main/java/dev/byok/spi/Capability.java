package dev.byok.spi;

import java.util.Objects;

/**
 * Something a provider's clients can do, with the type of the client that does it. Compare by identity: the constants
 * here are the only instances.
 *
 * @param <C> the client's type
 */
public final class Capability<C> {

    /** Chat completions. */
    public static final Capability<ChatClient> CHAT = new Capability<>("chat", ChatClient.class);

    /** The list of models that a key can use. */
    public static final Capability<ModelsClient> MODELS = new Capability<>("models", ModelsClient.class);

    /** The list of voices that a key can use. */
    public static final Capability<VoicesClient> VOICES = new Capability<>("voices", VoicesClient.class);

    /** Messages to people. */
    public static final Capability<MessagesClient> MESSAGES = new Capability<>("messages", MessagesClient.class);

    /** Speech from text. */
    public static final Capability<SpeechClient> SPEECH = new Capability<>("speech", SpeechClient.class);

    /** Text from recorded speech. */
    public static final Capability<TranscriptionClient> TRANSCRIPTION =
            new Capability<>("transcription", TranscriptionClient.class);

    /** Text from speech while it is spoken. */
    public static final Capability<LiveTranscriptionClient> LIVE_TRANSCRIPTION =
            new Capability<>("live-transcription", LiveTranscriptionClient.class);

    private final String name;
    private final Class<C> client;

    private Capability(String name, Class<C> client) {
        this.name = Objects.requireNonNull(name);
        this.client = client;
    }

    /** {@return the stable name, for catalogues} */
    public String name() {
        return name;
    }

    /** {@return the client's type} */
    public Class<C> client() {
        return client;
    }

    /** {@return the name} */
    @Override
    public String toString() {
        return name;
    }
}
