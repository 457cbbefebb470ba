package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.speech.Voice;
import dev.byok.spi.Capability;
import dev.byok.spi.Field;
import dev.byok.spi.FieldSchema;
import dev.byok.spi.Maturity;
import dev.byok.spi.ProviderInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    private VendorSpec(Builder builder) {
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
    public static Builder of(String id, String name) {
        return new Builder(id, name);
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

    /** Collects a vendor. Not thread-safe. */
    public static final class Builder {

        private final ProviderInfo.Builder info;
        private final List<Field> fields = new ArrayList<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, String> fieldHeaders = new LinkedHashMap<>();
        private @Nullable Auth auth;
        private boolean endpointPerCall;
        private @Nullable Hosts hosts;
        private final Map<String, Hosts> moreHosts = new LinkedHashMap<>();
        private UnaryOperator<Map<String, String>> completion = UnaryOperator.identity();
        private Predicate<JsonNode> errorInReply = body -> false;
        private ErrorRules errors = ErrorRules.defaults();
        private @Nullable LiveCheck check;
        private @Nullable ChatDialect chat;
        private @Nullable LiveCheck deepCheck;
        private @Nullable MessageDialect messages;
        private @Nullable SpeechDialect speech;
        private @Nullable TranscriptionDialect transcription;
        private @Nullable LiveTranscriptionDialect liveTranscription;
        private @Nullable Listing<ModelInfo> models;
        private @Nullable Listing<Voice> voices;

        private Builder(String id, String name) {
            this.info = ProviderInfo.builder(id, name);
        }

        /**
         * {@return this builder}
         *
         * @param values other ids that mean the same vendor
         */
        public Builder aliases(String... values) {
            info.aliases(values);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param link to the vendor's API documentation
         */
        public Builder docs(String link) {
            info.docs(link);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value how far the integration was proved
         * @param note a dated remark; null for none
         */
        public Builder maturity(Maturity value, @Nullable String note) {
            info.maturity(value).note(note);
            return this;
        }

        /**
         * Sets the vendor's base URL, and gives its credential an advanced field for another one.
         *
         * @param url https, without a trailing slash
         * @return this builder
         */
        public Builder baseUrl(String url) {
            return hosts(Hosts.at(url));
        }

        /**
         * Sets where the vendor is when fields decide it, and gives its credential an advanced field for another base URL.
         *
         * @param value where it is
         * @return this builder
         */
        public Builder hosts(Hosts value) {
            this.hosts = value;
            info.baseUrl(value.standard().orElse(null));
            return this;
        }

        /**
         * Adds a host that some calls go to, see {@link HttpCall#on}.
         *
         * @param name for the calls
         * @param value where it is
         * @return this builder
         */
        public Builder host(String name, Hosts value) {
            moreHosts.put(name, value);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value brings fields that are not secret into form before they are saved
         */
        public Builder completing(UnaryOperator<Map<String, String>> value) {
            this.completion = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value which JSON in a success reply is an error, besides one with a member {@code error}
         */
        public Builder errorInReply(Predicate<JsonNode> value) {
            this.errorInReply = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param id the model that is used when nobody named one
         */
        public Builder defaultModel(String id) {
            info.defaultModel(id);
            return this;
        }

        /**
         * Adds a field to the credential; the order is the order of a form.
         *
         * @param field the next one
         * @return this builder
         */
        public Builder field(Field field) {
            fields.add(field);
            return this;
        }

        /**
         * Adds an optional field whose value goes into a header.
         *
         * @param field the next one
         * @param header the header's name
         * @return this builder
         */
        public Builder field(Field field, String header) {
            fields.add(field);
            fieldHeaders.put(field.name(), header);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value where the secret goes
         */
        public Builder auth(Auth value) {
            this.auth = value;
            return this;
        }

        /** {@return this builder, for a vendor whose calls bring their own URL unless the credential has a base URL} */
        public Builder endpointPerCall() {
            this.endpointPerCall = true;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param name a header of every request
         * @param value its value
         */
        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param rules what the vendor's errors mean
         */
        public Builder errors(ErrorRules rules) {
            this.errors = rules;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value how a key is checked
         */
        public Builder check(LiveCheck value) {
            this.check = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value how a key is checked when its vendor shall be asked in any case; as always unless said
         */
        public Builder deepCheck(LiveCheck value) {
            this.deepCheck = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param dialect the vendor's format of messages
         */
        public Builder messages(MessageDialect dialect) {
            this.messages = dialect;
            info.capability(Capability.MESSAGES);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param dialect the vendor's chat format
         */
        public Builder chat(ChatDialect dialect) {
            this.chat = dialect;
            info.capability(Capability.CHAT);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param dialect the vendor's format of speech
         * @param model the one that speaks when nobody named one; null when the vendor has no models to name
         */
        public Builder speech(SpeechDialect dialect, @Nullable String model) {
            this.speech = dialect;
            return can(Capability.SPEECH, model);
        }

        /**
         * {@return this builder}
         *
         * @param dialect the vendor's format of transcription
         * @param model the one that listens when nobody named one; null when the vendor has no models to name
         */
        public Builder transcription(TranscriptionDialect dialect, @Nullable String model) {
            this.transcription = dialect;
            return can(Capability.TRANSCRIPTION, model);
        }

        /**
         * {@return this builder}
         *
         * @param dialect the vendor's format of live transcription
         * @param model the one that listens when nobody named one; null when the vendor has no models to name
         */
        public Builder liveTranscription(LiveTranscriptionDialect dialect, @Nullable String model) {
            this.liveTranscription = dialect;
            return can(Capability.LIVE_TRANSCRIPTION, model);
        }

        /**
         * {@return this builder}
         *
         * @param listing the vendor's model list
         */
        public Builder models(Listing<ModelInfo> listing) {
            this.models = listing;
            info.capability(Capability.MODELS);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param listing the vendor's voice list
         */
        public Builder voices(Listing<Voice> listing) {
            this.voices = listing;
            info.capability(Capability.VOICES);
            return this;
        }

        /** {@return the vendor} */
        public VendorSpec build() {
            if (chat != null) {
                addUnlessPresent(Field.text(MODEL, "Model")
                        .advanced()
                        .help("Pins this key to one model; leave it blank to choose per call."));
            }
            addUnlessPresent(Field.url(BASE_URL, "Base URL")
                    .advanced()
                    .help("For a proxy in front of the vendor or another region. Changing it asks for the key again."));
            addUnlessPresent(Field.headers(CUSTOM_HEADERS, "Custom headers")
                    .help("For a proxy that asks for them: one name: value a line, or a JSON object."));
            if (chat != null) {
                addUnlessPresent(
                        Field.parameters(CUSTOM_BODY, "Custom body parameters")
                                .help(
                                        "Added to every chat request, for example top_k: 50. One name: value a line, or a JSON object."));
            }
            return new VendorSpec(this);
        }

        private Builder can(Capability<?> capability, @Nullable String model) {
            info.capability(capability);
            if (model != null) {
                info.defaultModel(capability, model);
            }
            return this;
        }

        private void addUnlessPresent(Field field) {
            if (fields.stream().noneMatch(present -> present.name().equals(field.name()))) {
                fields.add(field);
            }
        }
    }
}
