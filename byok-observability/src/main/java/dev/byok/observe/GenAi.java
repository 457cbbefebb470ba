package dev.byok.observe;

import dev.byok.routing.Attempt;
import java.util.Map;

/**
 * The names that are told, from the OpenTelemetry semantic conventions for generative AI (all of them still in
 * development), and this library's own, in its own namespace, for what the conventions have none for.
 */
final class GenAi {

    static final String OPERATION = "gen_ai.operation.name";
    static final String PROVIDER = "gen_ai.provider.name";
    static final String REQUEST_MODEL = "gen_ai.request.model";
    static final String TOKEN_TYPE = "gen_ai.token.type";
    static final String ERROR_TYPE = "error.type";
    static final String HTTP_STATUS = "http.response.status_code";
    static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
    static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
    static final String CACHE_READ_TOKENS = "gen_ai.usage.cache_read.input_tokens";
    static final String CACHE_CREATION_TOKENS = "gen_ai.usage.cache_creation.input_tokens";
    static final String REASONING_TOKENS = "gen_ai.usage.reasoning.output_tokens";
    static final String FIRST_CHUNK = "gen_ai.response.time_to_first_chunk";

    static final String TOKEN_USAGE = "gen_ai.client.token.usage";
    static final String OPERATION_DURATION = "gen_ai.client.operation.duration";
    static final String TIME_TO_FIRST_CHUNK = "gen_ai.client.operation.time_to_first_chunk";

    static final String TENANT = "byok.tenant";
    static final String SOURCE = "byok.credential.source";
    static final String CREDENTIAL = "byok.credential.id";
    static final String ATTEMPT = "byok.attempt";
    static final String ATTEMPTS = "byok.attempts";
    static final String SENT = "byok.sent";
    static final String COST = "byok.cost.usd";
    static final String ESTIMATED = "byok.usage.estimated";
    static final String CHARACTERS = "byok.usage.characters";
    static final String AUDIO = "byok.usage.audio_seconds";
    static final String BYTES_SENT = "byok.bytes.sent";
    static final String BYTES_RECEIVED = "byok.bytes.received";

    /** Where the conventions name a provider otherwise; what they do not name keeps this library's id. */
    private static final Map<String, String> PROVIDERS = Map.ofEntries(
            Map.entry("anthropic-bedrock", "aws.bedrock"),
            Map.entry("anthropic-vertex", "gcp.vertex_ai"),
            Map.entry("aws-nova", "aws.bedrock"),
            Map.entry("azure-openai", "azure.ai.openai"),
            Map.entry("gemini", "gcp.gemini"),
            Map.entry("google", "gcp.gemini"),
            Map.entry("mistral", "mistral_ai"),
            Map.entry("moonshot", "moonshot_ai"),
            Map.entry("vertex-ai", "gcp.vertex_ai"),
            Map.entry("xai", "x_ai"));

    private GenAi() {}

    static String provider(Attempt attempt) {
        return PROVIDERS.getOrDefault(attempt.provider(), attempt.provider());
    }

    static double seconds(java.time.Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
