package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.speech.Voice;
import dev.byok.spi.FieldSchema;
import dev.byok.spi.ProviderInfo;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A vendor: facts and translators. Everything that is common (sockets, signing, limits, errors by status) is elsewhere,
 * so a vendor with a known dialect is a page of facts.
 */
public final class VendorSpec {

    /** The field that every vendor has for a proxy in front of it or a regional host. */
    public static final String BASE_URL = "base_url";

    /** The field that every vendor has for headers that a proxy wants. */
    public static final String CUSTOM_HEADERS = "custom_headers";

    /** The field that every vendor that chats has for parameters of its own. */
    public static final String CUSTOM_BODY = "custom_body";

    /** The field that pins a credential of a vendor that chats to one model. */
    public static final String MODEL = "model";

    private final ProviderInfo info;
    private final Auth auth;
    private final boolean endpointPerCall;
    private final @Nullable Hosts hosts;
    private final Map<String, Hosts> moreHosts;
    private final UnaryOperator<Map<String, String>> completion;
    private final Predicate<JsonNode> errorInReply;
    private final Map<String, String> headers;
    private final Map<String, String> fieldHeaders;
    private final ErrorRules errors;
    private final LiveCheck check;
    private final @Nullable ChatDialect chat;
    private final LiveCheck deepCheck;
    private final @Nullable MessageDialect messages;
    private final @Nullable SpeechDialect speech;
    private final @Nullable TranscriptionDialect transcription;
    private final @Nullable LiveTranscriptionDialect liveTranscription;
    private final @Nullable Listing<ModelInfo> models;
    private final @Nullable Listing<Voice> voices;

    VendorSpec(VendorBuilder builder) {
        this.info = builder.info.schema(FieldSchema.of(builder.fields)).build();
        this.auth = Objects.requireNonNull(builder.auth, "a vendor says where its secret goes: auth");
        this.check = Objects.requireNonNull(builder.check, "a vendor says how a key is checked: check");
        this.endpointPerCall = builder.endpointPerCall;
        this.hosts = builder.hosts;
        this.moreHosts = Map.copyOf(builder.moreHosts);
        this.completion = builder.completion;
        this.errorInReply = builder.errorInReply;
        this.headers = Map.copyOf(builder.headers);
        this.fieldHeaders = Map.copyOf(builder.fieldHeaders);
        this.errors = builder.errors;
        this.chat = builder.chat;
        this.deepCheck = builder.deepCheck == null ? check : builder.deepCheck;
        this.messages = builder.messages;
        this.speech = builder.speech;
        this.transcription = builder.transcription;
        this.liveTranscription = builder.liveTranscription;
        this.models = builder.models;
        this.voices = builder.voices;
    }

    /**
     * {@return a builder}
     *
     * @param id the provider's id, which is also the name of its folder without hyphens
     * @param name as the company spells itself
     */
    public static VendorBuilder of(String id, String name) {
        return new VendorBuilder(id, name);
    }

    /** {@return the facts that everybody may see} */
    public ProviderInfo info() {
        return info;
    }

    /** {@return where the secret goes} */
    public Auth auth() {
        return auth;
    }

    /** {@return whether calls bring their own URL unless the credential has a base URL} */
    public boolean endpointPerCall() {
        return endpointPerCall;
    }

    /** {@return where it is; null when calls bring their own URL} */
    public @Nullable Hosts hosts() {
        return hosts;
    }

    /**
     * {@return one of its further hosts}
     *
     * @param name the name that the spec gave it
     */
    public Hosts host(String name) {
        Hosts host = moreHosts.get(name);
        if (host == null) {
            throw new IllegalStateException(info.id() + " has no host called " + name);
        }
        return host;
    }

    /** {@return what brings fields that are not secret into form; it throws INVALID_FIELDS when they contradict} */
    public UnaryOperator<Map<String, String>> completion() {
        return completion;
    }

    /** {@return which JSON in a success reply is an error, besides one with a member {@code error}} */
    public Predicate<JsonNode> errorInReply() {
        return errorInReply;
    }

    /** {@return headers of every request} */
    public Map<String, String> headers() {
        return headers;
    }

    /** {@return headers that hold the value of a field, by field} */
    public Map<String, String> fieldHeaders() {
        return fieldHeaders;
    }

    /** {@return what its errors mean} */
    public ErrorRules errors() {
        return errors;
    }

    /** {@return how a key is checked} */
    public LiveCheck check() {
        return check;
    }

    /** {@return how a key is checked when its vendor shall be asked in any case} */
    public LiveCheck deepCheck() {
        return deepCheck;
    }

    /** {@return its format of messages; null when it sends none} */
    public @Nullable MessageDialect messages() {
        return messages;
    }

    /** {@return its chat format; null when it does not chat} */
    public @Nullable ChatDialect chat() {
        return chat;
    }

    /** {@return its format of speech; null when it does not speak} */
    public @Nullable SpeechDialect speech() {
        return speech;
    }

    /** {@return its format of transcription; null when it writes no recordings down} */
    public @Nullable TranscriptionDialect transcription() {
        return transcription;
    }

    /** {@return its format of live transcription; null when it has none} */
    public @Nullable LiveTranscriptionDialect liveTranscription() {
        return liveTranscription;
    }

    /** {@return its model list; null when it has none} */
    public @Nullable Listing<ModelInfo> models() {
        return models;
    }

    /** {@return its voice list; null when it has none} */
    public @Nullable Listing<Voice> voices() {
        return voices;
    }
}
