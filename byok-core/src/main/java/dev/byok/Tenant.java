package dev.byok;

import dev.byok.credential.Credentials;
import dev.byok.internal.credential.KeyAccess;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelRef;
import dev.byok.routing.ConversationPlan;
import dev.byok.routing.LegVerdict;
import dev.byok.speech.Voice;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.EndToEndOpener;
import dev.byok.spi.ProviderCredential;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One customer's view of a client: its keys and its calls. A few dozen bytes, thread-safe, nothing to close; make one
 * whenever it is needed.
 */
public final class Tenant {

    private final ByokClient client;
    private final String id;
    private final KeyAccess access;

    Tenant(ByokClient client, String id, KeyAccess access) {
        this.client = client;
        this.id = id;
        this.access = access;
    }

    /** {@return the tenant's id} */
    public String id() {
        return id;
    }

    /**
     * {@return a view whose calls can use the tenant's end-to-end encrypted keys too} Everybody else's view, this one
     * included, stays locked.
     *
     * <p>Keep the view no longer than the customer's request: the key is in it.
     *
     * @param key the customer's own, for example an {@code EndToEndKey} of byok-crypto; the caller closes it when the
     *     view is not used any more
     */
    public Tenant unlock(EndToEndOpener key) {
        return new Tenant(client, id, access.unlocked(Objects.requireNonNull(key, "key")));
    }

    /**
     * {@return a view whose calls of every kind use a key that is stored nowhere, instead of stored ones of its provider}
     *
     * @param credential the key, in place of an earlier one of the same provider; it stays open and is the caller's to
     *     close, after the calls have ended
     */
    public Tenant with(ProviderCredential credential) {
        return new Tenant(client, id, access.passing(Objects.requireNonNull(credential, "credential")));
    }

    /** {@return the tenant's keys} */
    public Credentials credentials() {
        return client.credentials(id, access);
    }

    /** {@return the tenant's settings} */
    public Settings settings() {
        return new Settings(id, client.settings());
    }

    /**
     * Checks what a conversation needs before it begins: for each of its services whether there is a usable key that
     * opens, the provider is switched on, the model is known, the format fits, no limit was just met and the price keeps
     * within the limit. Nothing is sent, so what only the vendor knows stays open.
     *
     * @param plan the services
     * @return a verdict for each, in their order
     */
    public List<LegVerdict> preflight(ConversationPlan plan) {
        return client.routers().preflight().check(id, plan, client.limits());
    }

    /** {@return a new chat call} */
    public ChatCall chat() {
        return new ChatCall(this.client, id, access);
    }

    /** {@return a new message} */
    public MessageCall messages() {
        return new MessageCall(this.client, id, access);
    }

    /** {@return the models that the tenant can use over all its connected keys, without asking anybody} */
    public Models models() {
        return new Models(client, id, access);
    }

    /** {@return a new speech call} */
    public SpeechCall speech() {
        return new SpeechCall(this.client, id, access);
    }

    /** {@return a new conversation of several voices} */
    public ConversationCall conversation() {
        return new ConversationCall(this.client, id, access);
    }

    /** {@return a new transcription of recorded audio} */
    public TranscriptionCall transcription() {
        return new TranscriptionCall(this.client, id, access);
    }

    /** {@return a new transcription of audio while it is spoken} */
    public LiveTranscriptionCall liveTranscription() {
        return new LiveTranscriptionCall(this.client, id, access);
    }

    /**
     * Asks a provider which models the tenant's key can use. What its list leaves unknown is taken from the
     * model catalogue; the list is kept for {@link #models()} and for routing.
     *
     * @param provider id or alias, with {@code @label} for another than the default configuration
     * @return every model
     * @throws ByokException {@code UNSUPPORTED_PROVIDER}, {@code NO_API_KEY}, {@code UNSUPPORTED_CAPABILITY}, and what
     *     the vendor makes of it
     */
    public List<ModelInfo> models(String provider) {
        return client.routers().direct().models(id, access, ModelRef.parse(provider), context());
    }

    /**
     * Tells which voices the tenant's key can use. The vendor is asked at most once an hour for a key.
     *
     * @param provider id or alias, with {@code @label} for another than the default configuration
     * @return every voice
     * @throws ByokException {@code UNSUPPORTED_PROVIDER}, {@code NO_API_KEY}, {@code UNSUPPORTED_CAPABILITY}, and what
     *     the vendor makes of it
     */
    public List<Voice> voices(String provider) {
        return client.routers().direct().voices(id, access, provider, false, context());
    }

    /**
     * Asks a provider which voices the tenant's key can use, also when its list is known already: for instance after a voice
     * was cloned.
     *
     * @param provider id or alias, with {@code @label} for another than the default configuration
     * @return every voice
     * @throws ByokException as {@link #voices} does
     */
    public List<Voice> syncVoices(String provider) {
        return client.routers().direct().voices(id, access, provider, true, context());
    }

    /**
     * Lends an opened credential to code of the application, such as a vendor's own SDK, and wipes it afterwards.
     *
     * @param provider id or alias, with {@code @label} for another than the default configuration
     * @param use gets the credential; it must not keep it or what it reveals
     * @param <T> what the code gives
     * @return what the code gave
     * @throws ByokException {@code UNSUPPORTED_PROVIDER}, {@code NO_API_KEY}, {@code UNDECRYPTABLE}; {@code E2E_LOCKED}
     *     when it is end-to-end encrypted and the tenant is not unlocked
     */
    public <T> T withCredential(String provider, Function<? super ProviderCredential, ? extends T> use) {
        return client.routers().direct().withCredential(id, access, provider, use);
    }

    private CallContext context() {
        return CallContext.starting(client.timeouts(), new Cancellation());
    }

    /** {@return the id; nothing of a key} */
    @Override
    public String toString() {
        return "Tenant[" + id + "]";
    }
}
