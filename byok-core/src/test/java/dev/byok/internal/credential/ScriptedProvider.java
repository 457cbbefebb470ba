package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.spi.ClientFactory;
import dev.byok.spi.CredentialValidator;
import dev.byok.spi.Endpoint;
import dev.byok.spi.Field;
import dev.byok.spi.FieldSchema;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.ValidationResult;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider that says what a test wants. A {@code base_url} field moves it to another https host. */
final class ScriptedProvider implements Provider {

    private final ProviderInfo info;
    private final boolean perCall;
    volatile Function<ProviderCredential, ValidationResult> check = credential -> ValidationResult.valid("fine");
    volatile @Nullable Function<ProviderCredential, ValidationResult> deepCheck;
    volatile Function<ProviderCredential, Map<String, String>> completion = ProviderCredential::fields;

    private ScriptedProvider(ProviderInfo info, boolean perCall) {
        this.info = info;
        this.perCall = perCall;
    }

    static ScriptedProvider openAi() {
        return new ScriptedProvider(
                ProviderInfo.builder("openai", "OpenAI")
                        .aliases("chatgpt", "open-ai")
                        .schema(FieldSchema.of(
                                Field.secret("api_key", "API key").where("https://keys.example"),
                                Field.text("organization", "Organization").optional(),
                                Field.url("base_url", "Base URL").advanced()))
                        .build(),
                false);
    }

    static ScriptedProvider bedrock() {
        return new ScriptedProvider(
                ProviderInfo.builder("anthropic-bedrock", "Anthropic on Bedrock")
                        .schema(FieldSchema.of(
                                Field.secret("access_key_id", "Access key id"),
                                Field.secret("secret_access_key", "Secret access key"),
                                Field.secret("session_token", "Session token").optional(),
                                Field.choice("region", "Region", "us-east-1", "eu-central-1"),
                                Field.text("account", "Account")))
                        .build(),
                false);
    }

    static ScriptedProvider customLlm() {
        return new ScriptedProvider(
                ProviderInfo.builder("custom-llm", "Custom LLM")
                        .schema(FieldSchema.of(
                                Field.secret("api_key", "Bearer token").optional()))
                        .build(),
                true);
    }

    static ScriptedProvider keyless() {
        return new ScriptedProvider(
                ProviderInfo.builder("local", "Local")
                        .schema(FieldSchema.of(Field.text("model", "Model").optional()))
                        .build(),
                false);
    }

    /** Two ways to fill in the form, and a field of every type. */
    static ScriptedProvider cloud() {
        return new ScriptedProvider(
                ProviderInfo.builder("cloud", "Cloud")
                        .schema(FieldSchema.of(
                                Field.text("project", "Project").matching("[a-z]{3,8}", "acme"),
                                Field.secret("api_key", "API key")
                                        .matching("[A-Z]{4}-[a-z0-9-]+", "FAKE-key")
                                        .alternative("API key"),
                                Field.secretJson("service_account_json", "Service account")
                                        .alternative("Service account"),
                                Field.text("audience", "Audience").optional().alternative("Service account"),
                                Field.url("base_url", "Base URL").advanced(),
                                Field.headers("custom_headers", "Custom headers"),
                                Field.parameters("custom_body", "Custom body parameters")))
                        .build(),
                false);
    }

    @Override
    public ProviderInfo info() {
        return info;
    }

    @Override
    public Endpoint endpoint(Map<String, String> fields) {
        if (perCall) {
            return Endpoint.perCall();
        }
        String url = fields.get("base_url");
        if (url == null) {
            String region = fields.getOrDefault("region", "api");
            return new Endpoint(
                    "https://" + region + "." + info.id() + ".example",
                    "https://" + region + "." + info.id() + ".example/v1",
                    false);
        }
        if (!url.startsWith("https://")) {
            throw ByokException.of(ErrorCode.ENDPOINT_NOT_ALLOWED, "The base URL must use https")
                    .build();
        }
        return new Endpoint("https://" + URI.create(url).getHost(), url, true);
    }

    @Override
    public Map<String, String> complete(ProviderCredential credential) {
        return completion.apply(credential);
    }

    @Override
    public CredentialValidator validator() {
        return new CredentialValidator() {
            @Override
            public ValidationResult validate(ProviderCredential credential, CallContext context) {
                return check.apply(credential);
            }

            @Override
            public ValidationResult deepTest(ProviderCredential credential, CallContext context) {
                Function<ProviderCredential, ValidationResult> deep = deepCheck;
                return deep == null ? validate(credential, context) : deep.apply(credential);
            }
        };
    }

    @Override
    public ClientFactory clients() {
        return new ClientFactory() {
            @Override
            public <C> Optional<C> create(Capability<C> capability, ProviderCredential credential) {
                return Optional.empty();
            }
        };
    }
}
