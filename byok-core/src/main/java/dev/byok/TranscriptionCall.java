package dev.byok;

import dev.byok.internal.credential.KeyAccess;
import dev.byok.internal.routing.TranscriptionRouter;
import dev.byok.model.ModelRef;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Timeouts;
import dev.byok.transcription.AudioFile;
import dev.byok.transcription.TranscriptionRequest;
import dev.byok.transcription.TranscriptionResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A transcription of recorded audio for one tenant, put together step by step and then sent.
 *
 * <pre>{@code
 * String text = tenant.transcription()
 *         .model("deepgram/nova-3")
 *         .audio(AudioFile.of(bytes, "call.mp3", "audio/mpeg"))
 *         .send()
 *         .text();
 * }</pre>
 *
 * <p>Not thread-safe while it is put together; it can be sent any number of times.
 */
public final class TranscriptionCall {

    private final ByokClient client;
    private final String tenant;
    private KeyAccess access;
    private final TranscriptionRequest.Builder request = TranscriptionRequest.builder();
    private final List<ModelRef> references = new ArrayList<>(2);
    private @Nullable String callUrl;
    private Timeouts timeouts;

    TranscriptionCall(ByokClient client, String tenant, KeyAccess access) {
        this.client = client;
        this.tenant = tenant;
        this.access = access;
        this.timeouts = client.timeouts();
    }

    /**
     * Names the model, and so the provider whose key is used, and others to try when it cannot serve the call.
     *
     * @param reference {@code provider/model}, {@code provider@label/model} or a provider alone, see {@link ModelRef};
     *     without it the first of the tenant's providers that transcribes
     * @param fallbacks as the first, in order
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when one is no reference
     */
    public TranscriptionCall model(String reference, String... fallbacks) {
        references.clear();
        references.add(ModelRef.parse(reference));
        for (String fallback : fallbacks) {
            references.add(ModelRef.parse(fallback));
        }
        return this;
    }

    /**
     * Gives the audio; required.
     *
     * @param file the recording
     * @return this call
     */
    public TranscriptionCall audio(AudioFile file) {
        request.audio(file);
        return this;
    }

    /**
     * Says which language is spoken.
     *
     * @param tag as BCP 47 writes it, for example {@code de-AT}
     * @return this call
     */
    public TranscriptionCall language(String tag) {
        request.language(Objects.requireNonNull(tag, "language"));
        return this;
    }

    /**
     * Helps with names and words that are likely to come.
     *
     * @param text such words
     * @return this call
     */
    public TranscriptionCall prompt(String text) {
        request.prompt(Objects.requireNonNull(text, "prompt"));
        return this;
    }

    /**
     * Asks for every word with its times.
     *
     * @return this call
     */
    public TranscriptionCall withWords() {
        request.words(true);
        return this;
    }

    /**
     * Asks to tell speakers apart.
     *
     * @return this call
     */
    public TranscriptionCall withSpeakers() {
        request.speakers(true);
        return this;
    }

    /**
     * Adds a parameter that only some vendors have.
     *
     * @param name the vendor's name of it
     * @param value a String, Number, Boolean, or a List or Map of such values
     * @return this call
     */
    public TranscriptionCall extra(String name, Object value) {
        request.extra(name, value);
        return this;
    }

    /**
     * Gives the endpoint of this call, for providers whose endpoint comes with each call. It is used as it is.
     *
     * @param url the whole URL; the endpoint policy decides whether it is allowed
     * @return this call
     */
    public TranscriptionCall endpoint(String url) {
        this.callUrl = Objects.requireNonNull(url, "url");
        return this;
    }

    /**
     * Says that the call runs without the customer, for example in a scheduled job: it never uses an end-to-end encrypted
     * key, not even of an unlocked tenant, see {@link ChatCall#background}.
     *
     * @return this call
     */
    public TranscriptionCall background() {
        this.access = access.background();
        return this;
    }

    /**
     * Sets other time limits than the client's.
     *
     * @param value the limits
     * @return this call
     */
    public TranscriptionCall timeouts(Timeouts value) {
        this.timeouts = Objects.requireNonNull(value, "timeouts");
        return this;
    }

    /**
     * Sends the audio and waits for what is said in it. Interrupting the thread ends it with {@code CANCELLED}.
     *
     * @return what is said, and the receipt
     * @throws ByokException {@code INVALID_REQUEST} without audio; else of the last route that was tried, with the receipt
     *     of all attempts
     */
    public TranscriptionResponse send() {
        return call().apply(CallContext.starting(timeouts, new Cancellation()));
    }

    /**
     * Sends the audio on the client's executor.
     *
     * @return what is said, and the receipt; fails with {@link ByokException}; cancelling it ends the call
     */
    public CompletableFuture<TranscriptionResponse> sendAsync() {
        return client.async().start(timeouts, call());
    }

    private Function<CallContext, TranscriptionResponse> call() {
        TranscriptionRequest built;
        try {
            built = request.build();
        } catch (IllegalArgumentException e) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()))
                    .build();
        }
        TranscriptionRouter.Routes routes =
                new TranscriptionRouter.Routes(tenant, List.copyOf(references), callUrl, access);
        return context -> client.routers().transcription().send(routes, built, context);
    }
}
