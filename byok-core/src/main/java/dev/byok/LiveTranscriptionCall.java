package dev.byok;

import dev.byok.internal.credential.KeyAccess;
import dev.byok.internal.routing.TranscriptionRouter;
import dev.byok.model.ModelRef;
import dev.byok.speech.AudioFormat;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Timeouts;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A live transcription of one tenant, put together step by step and then opened.
 *
 * <pre>{@code
 * try (TranscriptionSession session = tenant.liveTranscription()
 *         .model("deepgram/nova-3")
 *         .open(event -> {
 *             if (event instanceof TranscriptionEvent.Final said) {
 *                 System.out.println(said.text());
 *             }
 *         })) {
 *     microphone.forEach(session::send);
 *     session.finish();
 * }
 * }</pre>
 *
 * <p>Not thread-safe while it is put together; it can be opened any number of times.
 */
public final class LiveTranscriptionCall {

    private final ByokClient client;
    private final String tenant;
    private KeyAccess access;
    private final List<ModelRef> references = new ArrayList<>(2);
    private final Map<String, Object> extra = new LinkedHashMap<>();
    private AudioFormat format = AudioFormat.PCM_16000;
    private @Nullable String language;
    private @Nullable String prompt;
    private boolean interim = true;
    private boolean words;
    private @Nullable String callUrl;
    private Timeouts timeouts;

    LiveTranscriptionCall(ByokClient client, String tenant, KeyAccess access) {
        this.client = client;
        this.tenant = tenant;
        this.access = access;
        this.timeouts = client.timeouts();
    }

    /**
     * Names the model, and so the provider whose key is used, and others to try when it does not open.
     *
     * @param reference {@code provider/model}, {@code provider@label/model} or a provider alone, see {@link ModelRef};
     *     without it the first of the tenant's providers that transcribes live
     * @param fallbacks as the first, in order
     * @return this call
     * @throws ByokException {@code INVALID_REQUEST} when one is no reference
     */
    public LiveTranscriptionCall model(String reference, String... fallbacks) {
        references.clear();
        references.add(ModelRef.parse(reference));
        for (String fallback : fallbacks) {
            references.add(ModelRef.parse(fallback));
        }
        return this;
    }

    /**
     * Says what the audio is like.
     *
     * @param value PCM or mu-law; {@link AudioFormat#PCM_16000} unless said
     * @return this call
     */
    public LiveTranscriptionCall format(AudioFormat value) {
        this.format = Objects.requireNonNull(value, "format");
        return this;
    }

    /**
     * Says which language is spoken.
     *
     * @param tag as BCP 47 writes it, for example {@code de-AT}
     * @return this call
     */
    public LiveTranscriptionCall language(String tag) {
        this.language = Objects.requireNonNull(tag, "language");
        return this;
    }

    /**
     * Helps with names and words that are likely to come.
     *
     * @param text such words
     * @return this call
     */
    public LiveTranscriptionCall prompt(String text) {
        this.prompt = Objects.requireNonNull(text, "prompt");
        return this;
    }

    /**
     * Asks for final texts only.
     *
     * @return this call
     */
    public LiveTranscriptionCall finalsOnly() {
        this.interim = false;
        return this;
    }

    /**
     * Asks for every word with its times.
     *
     * @return this call
     */
    public LiveTranscriptionCall withWords() {
        this.words = true;
        return this;
    }

    /**
     * Adds a parameter that only some vendors have.
     *
     * @param name the vendor's name of it
     * @param value a String, Number, Boolean, or a List or Map of such values
     * @return this call
     */
    public LiveTranscriptionCall extra(String name, Object value) {
        extra.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, name));
        return this;
    }

    /**
     * Gives the endpoint of this call, for providers whose endpoint comes with each call ({@code custom-transcriber}). It
     * is used as it is.
     *
     * @param url the whole URL; the endpoint policy decides whether it is allowed
     * @return this call
     */
    public LiveTranscriptionCall endpoint(String url) {
        this.callUrl = Objects.requireNonNull(url, "url");
        return this;
    }

    /**
     * Says that the call runs without the customer, for example in a scheduled job: it never uses an end-to-end encrypted
     * key, not even of an unlocked tenant, see {@link ChatCall#background}.
     *
     * @return this call
     */
    public LiveTranscriptionCall background() {
        this.access = access.background();
        return this;
    }

    /**
     * Sets other time limits than the client's. They hold for the opening; a session may last as long as the vendor lets
     * it.
     *
     * @param value the limits
     * @return this call
     */
    public LiveTranscriptionCall timeouts(Timeouts value) {
        this.timeouts = Objects.requireNonNull(value, "timeouts");
        return this;
    }

    /**
     * Opens the session.
     *
     * @param events gets every event in order, one at a time and on a thread of the library; must not block. When it throws,
     *     its session is closed, and what it threw goes to the thread's handler of uncaught exceptions
     * @return the session, which the caller closes
     * @throws ByokException of the last route that was tried, with the receipt of all attempts; then no event comes.
     *     {@code CONFIGURATION} when as many sessions are open as the application allows at once
     */
    public TranscriptionSession open(Consumer<? super TranscriptionEvent> events) {
        Objects.requireNonNull(events, "events");
        LiveTranscriptionRequest request;
        try {
            request = new LiveTranscriptionRequest(
                    format, Optional.ofNullable(language), Optional.ofNullable(prompt), interim, words, extra);
        } catch (IllegalArgumentException e) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()))
                    .build();
        }
        TranscriptionRouter.Routes routes =
                new TranscriptionRouter.Routes(tenant, List.copyOf(references), callUrl, access);
        return client.routers()
                .transcription()
                .open(routes, request, events, CallContext.starting(timeouts, new Cancellation()));
    }
}
