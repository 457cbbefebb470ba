package dev.byok.examples.quickstart;

import dev.byok.credential.CredentialInput;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the quickstart plays with: keys, endpoints, and how to break the first vendor.
 *
 * @param provider the provider that is shown
 * @param modelId its model; null to ask the provider
 * @param primary its credential
 * @param second the credential of the other provider of the fallback
 * @param allowedOrigins endpoints beside public https that are allowed, by word of the operator, who is you
 * @param renew a new key and what happens at the vendor; null when there is no key
 * @param breakFirst makes the first route of the fallback fail
 * @param broken the first route, from the shown model
 * @param serving the second route, from the shown model
 */
record Scene(
        String provider,
        @Nullable String modelId,
        CredentialInput primary,
        CredentialInput second,
        List<String> allowedOrigins,
        @Nullable Renewal renew,
        Runnable breakFirst,
        UnaryOperator<String> broken,
        UnaryOperator<String> serving) {

    /**
     * A key is renewed.
     *
     * @param key the new key
     * @param atTheVendor what the customer does in the vendor's console
     */
    record Renewal(String key, Runnable atTheVendor) {}

    static Scene onThisMachine(LoopbackVendor main, LoopbackVendor backup) {
        String renewed = "sk-demo-0123456789abcdef-second";
        return new Scene(
                "openai",
                "gpt-4o-mini",
                Quickstart.onLoopback("openai", "sk-demo-0123456789abcdef-first", main),
                Quickstart.onLoopback("groq", "gsk_demo0123456789abcdefbackup", backup),
                List.of(main.origin(), backup.origin()),
                new Renewal(renewed, () -> main.accept(renewed)),
                main::goDown,
                model -> model,
                model -> "groq/llama-3.3-70b-versatile");
    }

    /** The shown provider is real; the vendor that is down stays on this machine. */
    static Scene forReal(Arguments arguments, Map<String, String> environment, LoopbackVendor down) {
        String provider = arguments.provider() == null ? "custom-llm" : arguments.provider();
        String variable = provider.toUpperCase(Locale.ROOT).replace('-', '_') + "_API_KEY";
        String key = environment.get(variable);
        CredentialInput primary = CredentialInput.of(provider);
        List<String> origins = List.of(down.origin());
        if (arguments.baseUrl() != null) {
            primary = primary.field("base_url", arguments.baseUrl());
            URI url = URI.create(arguments.baseUrl());
            origins = List.of(down.origin(), url.getScheme() + "://" + url.getAuthority());
        } else if (key == null) {
            throw new IllegalArgumentException("put the key into the environment variable " + variable);
        }
        if (key != null) {
            primary = primary.field("api_key", key);
        }
        String other = provider.equals("groq") ? "openai" : "groq";
        return new Scene(
                provider,
                arguments.model(),
                primary,
                Quickstart.onLoopback(other, "gsk_demo0123456789abcdefbackup", down),
                origins,
                key == null ? null : new Renewal(key, () -> {}),
                down::goDown,
                model -> other + "/any",
                model -> model);
    }

    Optional<String> model() {
        return Optional.ofNullable(modelId);
    }

    Optional<Renewal> renewal() {
        return Optional.ofNullable(renew);
    }

    String brokenRoute(String model) {
        return broken.apply(model);
    }

    String servingRoute(String model) {
        return serving.apply(model);
    }
}
