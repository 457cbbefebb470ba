package dev.byok;

import dev.byok.internal.credential.KeyAccess;
import dev.byok.internal.routing.SpeechRouter;
import dev.byok.internal.routing.WordTimer;
import dev.byok.model.ModelRef;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.AudioStream;
import dev.byok.speech.RegisteredVoice;
import dev.byok.speech.SpeechRequest;
import dev.byok.speech.SpeechResponse;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Timeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Speech of one tenant, put together step by step and then sent.
 *
 * <pre>{@code
 * try (AudioStream audio = tenant.speech()
 *         .model("cartesia/sonic-3")
 *         .voice("a0e99841-438c-4a64-b679-ae501e7d6091")
 *         .text("Your table is ready.")
 *         .format(AudioFormat.PCM_24000)
 *         .stream()) {
 *     audio.writeTo(line);
 * }
 * }</pre>
 *
 * <p>Not thread-safe while it is put together; it can be sent any number of times. Each sending plans its routes anew.
 */
public final class SpeechCall {

    private final ByokClient client;
    private final String tenant;
    private KeyAccess access;
    private SpeechRequest.Builder request = SpeechRequest.builder();
    private final List<SpeechRouter.Voiced> routes = new ArrayList<>(2);
    private @Nullable String voice;
    private @Nullable String callUrl;
    private List<ModelRef> timers = List.of(WordTimer.USUAL);
    private Timeouts timeouts;

    SpeechCall(ByokClient client, String tenant, KeyAccess access) {
        this.client = client;
        this.tenant = tenant;
        this.access = access;
        this.timeouts = client.timeouts();
    }

    /**
     * Names the model, and so the provider whose key is used.
     *
     * @param reference {@code provider/model}, {@code provider@label/model} or a provider alone, see {@link ModelRef};
     *     without it the first of the tenant's providers that speaks
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when it is no reference
     */
    public SpeechCall model(String reference) {
        SpeechRouter.Voiced first = new SpeechRouter.Voiced(ModelRef.parse(reference), null);
        if (routes.isEmpty()) {
            routes.add(first);
        } else {
            routes.set(0, first);
        }
        return this;
    }

    /**
     * Names the voice.
     *
     * @param id the vendor's id of it, or the id of a {@link RegisteredVoice}, which names the model too
     * @return this call
     */
    public SpeechCall voice(String id) {
        this.voice = Objects.requireNonNull(id, "voice");
        return this;
    }

    /**
     * Adds a model to try when those before cannot serve the call.
     *
     * @param reference as for {@link #model}
     * @param voiceThere the vendor's id of the voice that speaks then: no two vendors share voices
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when it is no reference, or {@link #model} was not named before
     */
    public SpeechCall fallback(String reference, String voiceThere) {
        if (routes.isEmpty()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "a fallback needs a model to fall back from")
                    .hint("call model(…) first")
                    .build();
        }
        routes.add(
                new SpeechRouter.Voiced(ModelRef.parse(reference), Objects.requireNonNull(voiceThere, "voiceThere")));
        return this;
    }

    /**
     * Takes everything from a request; what was said before is gone.
     *
     * @param value a whole request
     * @return this call
     */
    public SpeechCall request(SpeechRequest value) {
        this.request = value.toBuilder();
        this.voice = value.voice().orElse(null);
        return this;
    }

    /**
     * Says it.
     *
     * @param value what is spoken
     * @return this call
     */
    public SpeechCall text(String value) {
        request.text(value);
        return this;
    }

    /**
     * Sets the format that the audio comes in. Where a vendor has another one the library converts; MP3 is passed through
     * and not converted.
     *
     * @param value {@link AudioFormat#PCM_24000} unless said
     * @return this call
     */
    public SpeechCall format(AudioFormat value) {
        request.format(value);
        return this;
    }

    /**
     * Sets how fast it is spoken.
     *
     * @param value 1 is normal; from 0.25 to 4, of which vendors take a part
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when it is another number
     */
    public SpeechCall speed(double value) {
        checked(() -> request.speed(value));
        return this;
    }

    /**
     * Says in which language the text is.
     *
     * @param tag as BCP 47 writes it, for example {@code de-AT}
     * @return this call
     */
    public SpeechCall language(String tag) {
        request.language(Objects.requireNonNull(tag, "language"));
        return this;
    }

    /**
     * Says how it is spoken, for models that listen to such words.
     *
     * @param value for example {@code calm and slow}
     * @return this call
     */
    public SpeechCall instructions(String value) {
        request.instructions(Objects.requireNonNull(value, "instructions"));
        return this;
    }

    /**
     * Asks for the times of words. Where the vendor does not tell them, {@link #send} has the audio written down to learn
     * them, and {@link #stream} fails.
     *
     * @return this call
     */
    public SpeechCall withTimestamps() {
        request.timestamps(true);
        return this;
    }

    /**
     * Asks for the times of words, and names what transcribes the audio of a voice that does not tell them.
     *
     * @param references models that time words, in order; {@code openai/whisper-1} unless said
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when one is no reference
     */
    public SpeechCall timestampsBy(String... references) {
        this.timers = List.of(references).stream().map(ModelRef::parse).toList();
        return withTimestamps();
    }

    /**
     * Adds a parameter that only some vendors have.
     *
     * @param name the vendor's name of it
     * @param value a String, Number, Boolean, or a List or Map of such values
     * @return this call
     */
    public SpeechCall extra(String name, Object value) {
        request.extra(name, value);
        return this;
    }

    /**
     * Gives the endpoint of this call, for providers whose endpoint comes with each call ({@code custom-voice}). It is
     * used as it is.
     *
     * @param url the whole URL; the endpoint policy decides whether it is allowed
     * @return this call
     */
    public SpeechCall endpoint(String url) {
        this.callUrl = Objects.requireNonNull(url, "url");
        return this;
    }

    /**
     * Says that the call runs without the customer, for example in a scheduled job: it never uses an end-to-end encrypted
     * key, not even of an unlocked tenant, see {@link ChatCall#background}.
     *
     * @return this call
     */
    public SpeechCall background() {
        this.access = access.background();
        return this;
    }

    /**
     * Sets other time limits than the client's.
     *
     * @param value the limits
     * @return this call
     */
    public SpeechCall timeouts(Timeouts value) {
        this.timeouts = Objects.requireNonNull(value, "timeouts");
        return this;
    }

    /**
     * Sends the call and waits for the whole audio. Interrupting the thread ends it with {@code CANCELLED}.
     *
     * @return the audio and its receipt
     * @throws ByokException of the last route that was tried, with the receipt of all attempts;
     *     {@code TIMESTAMPS_UNAVAILABLE} when the times of words were asked for and nobody could tell them
     */
    public SpeechResponse send() {
        return whole().apply(CallContext.starting(timeouts, new Cancellation()));
    }

    /**
     * Sends the call on the client's executor.
     *
     * @return the audio and its receipt; fails with {@link ByokException}; cancelling it ends the call at the vendor
     */
    public CompletableFuture<SpeechResponse> sendAsync() {
        return client.async().start(timeouts, whole());
    }

    /**
     * Sends the call and returns with the first audio.
     *
     * @return the audio as it comes, which the caller closes
     * @throws ByokException of the last route that was tried, with the receipt of all attempts;
     *     {@code TIMESTAMPS_UNAVAILABLE} when the times of words were asked for and the vendor does not tell them
     */
    public AudioStream stream() {
        return client.routers().speech().stream(
                call(), CallContext.starting(timeouts, new Cancellation()), served -> {});
    }

    /**
     * {@return a session that says several things with these models, voices and settings; a fallback that had to serve goes
     * on serving in it}
     */
    public SpeechSession session() {
        request.text("-");
        return new SpeechSession(client, call(), timeouts);
    }

    private Function<CallContext, SpeechResponse> whole() {
        SpeechRouter.Call call = call();
        List<ModelRef> by = timers;
        return context -> {
            SpeechResponse spoken = client.routers().speech().send(call, context, served -> {});
            return call.request().timestamps() && spoken.words().isEmpty()
                    ? client.routers().wordTimer().timed(call, spoken, by, context)
                    : spoken;
        };
    }

    private SpeechRouter.Call call() {
        Optional<RegisteredVoice> registered =
                routes.isEmpty() && voice != null ? RegisteredVoice.find(voice) : Optional.empty();
        if (registered.isPresent()) {
            SpeechRouter.Voiced only = new SpeechRouter.Voiced(registered.get().model(), null);
            SpeechRequest built =
                    checked(() -> request.voice(registered.get().voice()).build());
            return new SpeechRouter.Call(tenant, built, List.of(only), callUrl, access);
        }
        SpeechRequest built = checked(() -> request.voice(voice).build());
        return new SpeechRouter.Call(tenant, built, List.copyOf(routes), callUrl, access);
    }

    private static <T> T checked(Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
