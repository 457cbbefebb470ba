package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.speech.Voice;
import dev.byok.spi.Capability;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ProviderInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects a vendor. Not thread-safe. */
public final class VendorBuilder {

    final ProviderInfo.Builder info;
    final List<Field> fields = new ArrayList<>();
    final Map<String, String> headers = new LinkedHashMap<>();
    final Map<String, String> fieldHeaders = new LinkedHashMap<>();

    @Nullable
    Auth auth;

    boolean endpointPerCall;

    @Nullable
    Hosts hosts;

    final Map<String, Hosts> moreHosts = new LinkedHashMap<>();
    UnaryOperator<Map<String, String>> completion = UnaryOperator.identity();
    Predicate<JsonNode> errorInReply = body -> false;
    ErrorRules errors = ErrorRules.defaults();

    @Nullable
    LiveCheck check;

    @Nullable
    ChatDialect chat;

    @Nullable
    LiveCheck deepCheck;

    @Nullable
    MessageDialect messages;

    @Nullable
    SpeechDialect speech;

    @Nullable
    TranscriptionDialect transcription;

    @Nullable
    LiveTranscriptionDialect liveTranscription;

    @Nullable
    Listing<ModelInfo> models;

    @Nullable
    Listing<Voice> voices;

    VendorBuilder(String id, String name) {
        this.info = ProviderInfo.builder(id, name);
    }

    /**
     * {@return this builder}
     *
     * @param values other ids that mean the same vendor
     */
    public VendorBuilder aliases(String... values) {
        info.aliases(values);
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param link to the vendor's API documentation
     */
    public VendorBuilder docs(String link) {
        info.docs(link);
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param value how far the integration was proved
     * @param note a dated remark; null for none
     */
    public VendorBuilder maturity(Maturity value, @Nullable String note) {
        info.maturity(value).note(note);
        return this;
    }

    /**
     * Sets the vendor's base URL, and gives its credential an advanced field for another one.
     *
     * @param url https, without a trailing slash
     * @return this builder
     */
    public VendorBuilder baseUrl(String url) {
        return hosts(Hosts.at(url));
    }

    /**
     * Sets where the vendor is when fields decide it, and gives its credential an advanced field for another base URL.
     *
     * @param value where it is
     * @return this builder
     */
    public VendorBuilder hosts(Hosts value) {
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
    public VendorBuilder host(String name, Hosts value) {
        moreHosts.put(name, value);
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param value brings fields that are not secret into form before they are saved
     */
    public VendorBuilder completing(UnaryOperator<Map<String, String>> value) {
        this.completion = value;
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param value which JSON in a success reply is an error, besides one with a member {@code error}
     */
    public VendorBuilder errorInReply(Predicate<JsonNode> value) {
        this.errorInReply = value;
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param id the model that is used when nobody named one
     */
    public VendorBuilder defaultModel(String id) {
        info.defaultModel(id);
        return this;
    }

    /**
     * Adds a field to the credential; the order is the order of a form.
     *
     * @param field the next one
     * @return this builder
     */
    public VendorBuilder field(Field field) {
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
    public VendorBuilder field(Field field, String header) {
        fields.add(field);
        fieldHeaders.put(field.name(), header);
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param value where the secret goes
     */
    public VendorBuilder auth(Auth value) {
        this.auth = value;
        return this;
    }

    /** {@return this builder, for a vendor whose calls bring their own URL unless the credential has a base URL} */
    public VendorBuilder endpointPerCall() {
        this.endpointPerCall = true;
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param name a header of every request
     * @param value its value
     */
    public VendorBuilder header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param rules what the vendor's errors mean
     */
    public VendorBuilder errors(ErrorRules rules) {
        this.errors = rules;
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param value how a key is checked
     */
    public VendorBuilder check(LiveCheck value) {
        this.check = value;
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param value how a key is checked when its vendor shall be asked in any case; as always unless said
     */
    public VendorBuilder deepCheck(LiveCheck value) {
        this.deepCheck = value;
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param dialect the vendor's format of messages
     */
    public VendorBuilder messages(MessageDialect dialect) {
        this.messages = dialect;
        info.capability(Capability.MESSAGES);
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param dialect the vendor's chat format
     */
    public VendorBuilder chat(ChatDialect dialect) {
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
    public VendorBuilder speech(SpeechDialect dialect, @Nullable String model) {
        this.speech = dialect;
        return can(Capability.SPEECH, model);
    }

    /**
     * {@return this builder}
     *
     * @param dialect the vendor's format of transcription
     * @param model the one that listens when nobody named one; null when the vendor has no models to name
     */
    public VendorBuilder transcription(TranscriptionDialect dialect, @Nullable String model) {
        this.transcription = dialect;
        return can(Capability.TRANSCRIPTION, model);
    }

    /**
     * {@return this builder}
     *
     * @param dialect the vendor's format of live transcription
     * @param model the one that listens when nobody named one; null when the vendor has no models to name
     */
    public VendorBuilder liveTranscription(LiveTranscriptionDialect dialect, @Nullable String model) {
        this.liveTranscription = dialect;
        return can(Capability.LIVE_TRANSCRIPTION, model);
    }

    /**
     * {@return this builder}
     *
     * @param listing the vendor's model list
     */
    public VendorBuilder models(Listing<ModelInfo> listing) {
        this.models = listing;
        info.capability(Capability.MODELS);
        return this;
    }

    /**
     * {@return this builder}
     *
     * @param listing the vendor's voice list
     */
    public VendorBuilder voices(Listing<Voice> listing) {
        this.voices = listing;
        info.capability(Capability.VOICES);
        return this;
    }

    /** {@return the vendor} */
    public VendorSpec build() {
        if (chat != null) {
            addUnlessPresent(Field.text(VendorSpec.MODEL, "Model")
                    .advanced()
                    .help("Pins this key to one model; leave it blank to choose per call."));
        }
        addUnlessPresent(Field.url(VendorSpec.BASE_URL, "Base URL")
                .advanced()
                .help("For a proxy in front of the vendor or another region. Changing it asks for the key again."));
        addUnlessPresent(Field.headers(VendorSpec.CUSTOM_HEADERS, "Custom headers")
                .help("For a proxy that asks for them: one name: value a line, or a JSON object."));
        if (chat != null) {
            addUnlessPresent(
                    Field.parameters(VendorSpec.CUSTOM_BODY, "Custom body parameters")
                            .help(
                                    "Added to every chat request, for example top_k: 50. One name: value a line, or a JSON object."));
        }
        return new VendorSpec(this);
    }

    private VendorBuilder can(Capability<?> capability, @Nullable String model) {
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
