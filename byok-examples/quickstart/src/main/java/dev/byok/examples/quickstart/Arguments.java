package dev.byok.examples.quickstart;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the command line.
 *
 * @param provider the provider to talk to; null for the loopback vendor
 * @param baseUrl an OpenAI-compatible server to talk to; null for none
 * @param model the model to ask; null for the provider's default
 */
record Arguments(
        @Nullable String provider,
        @Nullable String baseUrl,
        @Nullable String model) {

    static final String USAGE = """
            usage: quickstart                                     everything on this machine, no key needed
                   quickstart --provider openai [--model M]       the real thing; key from OPENAI_API_KEY
                   quickstart --base-url http://localhost:11434/v1 [--model M]
                                                                  any OpenAI-compatible server; key, if it
                                                                  wants one, from CUSTOM_LLM_API_KEY
            """;

    static Arguments parse(String... args) {
        String provider = null;
        String baseUrl = null;
        String model = null;
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            switch (args[i]) {
                case "--provider" -> provider = args[i + 1];
                case "--base-url" -> baseUrl = args[i + 1];
                case "--model" -> model = args[i + 1];
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        if (provider != null && baseUrl != null) {
            throw new IllegalArgumentException("--provider and --base-url exclude each other");
        }
        return new Arguments(provider, baseUrl, model);
    }

    boolean isLoopback() {
        return provider == null && baseUrl == null;
    }

    Optional<String> modelId() {
        return Optional.ofNullable(model);
    }
}
