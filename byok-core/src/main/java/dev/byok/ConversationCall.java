package dev.byok;

import dev.byok.internal.credential.KeyAccess;
import dev.byok.internal.routing.ConversationRouter;
import dev.byok.internal.routing.WordTimer;
import dev.byok.model.ModelRef;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.ConversationResponse;
import dev.byok.speech.ConversationTurn;
import dev.byok.speech.RegisteredVoice;
import dev.byok.speech.SpeechRequest;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A conversation of several voices as one piece of audio, put together step by step and then sent. Every turn may be
 * another vendor's; all are checked before the first is spoken, brought to one sample rate and one loudness, and joined.
 *
 * <pre>{@code
 * byte[] file = tenant.conversation()
 *         .turn("openai/gpt-4o-mini-tts", "alloy", "Is there a table for two?")
 *         .turn("cartesia/sonic-3", "a0e99841-438c-4a64-b679-ae501e7d6091", "There is, by the window.")
 *         .format(AudioFormat.WAV_24000)
 *         .send()
 *         .audio()
 *         .bytes();
 * }</pre>
 *
 * <p>Not thread-safe while it is put together; it can be sent any number of times.
 */
public final class ConversationCall {

    private static final Duration USUAL_GAP = Duration.ofMillis(300);
    private static final Duration LONGEST_GAP = Duration.ofSeconds(60);
    private static final double USUAL_LOUDNESS = -20;
    private static final double QUIETEST = -40;
    private static final double LOUDEST = -6;
    private static final int USUAL_PARALLEL = 4;
    private static final int MOST_PARALLEL = 64;

    private final ByokClient client;
    private final String tenant;
    private KeyAccess access;
    private final List<ConversationTurn> turns = new ArrayList<>();
    private AudioFormat format = AudioFormat.WAV_24000;
    private Duration gap = USUAL_GAP;
    private double loudness = USUAL_LOUDNESS;
    private int parallel = USUAL_PARALLEL;
    private boolean timestamps;
    private List<ModelRef> timers = List.of(WordTimer.USUAL);
    private Timeouts timeouts;

    ConversationCall(ByokClient client, String tenant, KeyAccess access) {
        this.client = client;
        this.tenant = tenant;
        this.access = access;
        this.timeouts = client.timeouts();
    }

    /**
     * Adds a turn.
     *
     * @param model {@code provider/model}, see {@link ModelRef}
     * @param voice the vendor's id of the voice
     * @param text what is said
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when the model is no reference or there is no text
     */
    public ConversationCall turn(String model, String voice, String text) {
        return turn(model, request(voice, text));
    }

    /**
     * Adds a turn of a registered voice.
     *
     * @param voice provider, model and voice
     * @param text what is said
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when there is no text
     */
    public ConversationCall turn(RegisteredVoice voice, String text) {
        turns.add(new ConversationTurn(voice.model(), request(voice.voice(), text)));
        return this;
    }

    /**
     * Adds a turn with settings of its own.
     *
     * @param model {@code provider/model}, see {@link ModelRef}
     * @param request text, voice and settings; its format is that of the conversation
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when the model is no reference
     */
    public ConversationCall turn(String model, SpeechRequest request) {
        turns.add(new ConversationTurn(ModelRef.parse(model), request));
        return this;
    }

    /**
     * Sets the format of the whole.
     *
     * @param value PCM or WAV; {@link AudioFormat#WAV_24000} unless said
     * @return this call
     */
    public ConversationCall format(AudioFormat value) {
        this.format = Objects.requireNonNull(value, "format");
        return this;
    }

    /**
     * Sets the silence between two turns.
     *
     * @param value from zero to a minute; 300 milliseconds unless said
     * @return this call
     */
    public ConversationCall gap(Duration value) {
        this.gap = Objects.requireNonNull(value, "gap");
        return this;
    }

    /**
     * Sets the loudness that every turn is brought to: the mean power of what is no silence. A turn is made at most 12 dB
     * louder or quieter, and never so loud that it is clipped.
     *
     * @param dbfs decibels below full scale, from -40 to -6; -20 unless said, a usual level of speech
     * @return this call
     */
    public ConversationCall loudness(double dbfs) {
        this.loudness = dbfs;
        return this;
    }

    /**
     * Sets how many turns are spoken at a time.
     *
     * @param value from 1 to 64; 4 unless said
     * @return this call
     */
    public ConversationCall parallel(int value) {
        this.parallel = value;
        return this;
    }

    /**
     * Asks for the times of words. Where they cannot be had, the audio comes without any and with a warning.
     *
     * @return this call
     */
    public ConversationCall withTimestamps() {
        this.timestamps = true;
        return this;
    }

    /**
     * Names what transcribes the turns of voices that time no words.
     *
     * @param references models that time words, in order; {@code openai/whisper-1} unless said
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when one is no reference
     */
    public ConversationCall timestampsBy(String... references) {
        this.timers = List.of(references).stream().map(ModelRef::parse).toList();
        return withTimestamps();
    }

    /**
     * Says that the call runs without the customer, for example in a scheduled job: it never uses an end-to-end encrypted
     * key, not even of an unlocked tenant, see {@link ChatCall#background}.
     *
     * @return this call
     */
    public ConversationCall background() {
        this.access = access.background();
        return this;
    }

    /**
     * Sets other time limits than the client's; the total one holds for all turns together.
     *
     * @param value the limits
     * @return this call
     */
    public ConversationCall timeouts(Timeouts value) {
        this.timeouts = Objects.requireNonNull(value, "timeouts");
        return this;
    }

    /**
     * Speaks the conversation and waits for the whole of it. Interrupting the thread ends it with {@code CANCELLED}.
     *
     * @return the whole of it
     * @throws ByokException naming every turn that cannot be spoken, and then nothing was sent; else of the first turn that
     *     failed
     */
    public ConversationResponse send() {
        return client.routers().conversation().send(call(), CallContext.starting(timeouts, new Cancellation()));
    }

    /**
     * Speaks the conversation on the client's executor.
     *
     * @return the whole of it; fails with {@link ByokException}; cancelling it ends every turn
     */
    public CompletableFuture<ConversationResponse> sendAsync() {
        ConversationRouter.Call call = call();
        return client.async()
                .start(timeouts, context -> client.routers().conversation().send(call, context));
    }

    private ConversationRouter.Call call() {
        if (turns.isEmpty()) {
            throw refused("a conversation needs at least one turn");
        }
        if (format.encoding() != AudioFormat.Encoding.PCM && format.encoding() != AudioFormat.Encoding.WAV) {
            throw refused("a conversation is PCM or WAV, because nothing else can be joined");
        }
        if (gap.isNegative() || gap.compareTo(LONGEST_GAP) > 0) {
            throw refused("the gap between turns is from zero to a minute");
        }
        // not a number is neither
        if (!(loudness >= QUIETEST && loudness <= LOUDEST)) {
            throw refused("the loudness of a conversation is from -40 to -6 dBFS");
        }
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw refused("from 1 to " + MOST_PARALLEL + " turns are spoken at a time");
        }
        return new ConversationRouter.Call(tenant, turns, format, gap, loudness, parallel, timestamps, timers, access);
    }

    private static SpeechRequest request(String voice, String text) {
        try {
            return SpeechRequest.builder().voice(voice).text(text).build();
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static ByokException refused(String what) {
        return ByokException.of(ErrorCode.INVALID_REQUEST, what).build();
    }
}
