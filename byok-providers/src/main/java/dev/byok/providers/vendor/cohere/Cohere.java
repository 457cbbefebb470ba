package dev.byok.providers.vendor.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.dialect.cohere.CohereChat;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.util.Optional;

/**
 * Cohere: chat.
 *
 * <p>The default model is the newest one that production keys may call without a limit by the month.
 */
public final class Cohere {

    private static final String KEYS = "https://dashboard.cohere.com/api-keys";

    private Cohere() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("cohere", "Cohere")
                .docs("https://docs.cohere.com/v2/reference/chat")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.cohere.com")
                .defaultModel("command-a-03-2025")
                .field(Field.secret("api_key", "API key").where(KEYS))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .check(LiveCheck.by(checkApiKey(), Cohere::key))
                .models(new CohereModels())
                .chat(CohereChat.create())
                .build();
    }

    // there are neither types nor codes
    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on(Cohere::isTooLong, ErrorCode.CONTEXT_TOO_LONG)
                // a trial key's calls of the month, told like those of the minute
                .on(
                        error -> error.status() == 429 && error.message().contains("calls / month"),
                        ErrorCode.QUOTA_EXCEEDED)
                // a token on a list of forbidden ones, in the prompt or in the answer
                .on(error -> error.status() == 498, ErrorCode.CONTENT_BLOCKED)
                // a request that was cancelled on their side
                .on(error -> error.status() == 499, ErrorCode.PROVIDER_UNAVAILABLE)
                .on(error -> error.status() == 501, ErrorCode.INVALID_REQUEST)
                .on(Cohere::isTimeout, ErrorCode.TIMEOUT);
    }

    // asking for more output tokens than the model has is told so too
    private static boolean isTooLong(VendorError error) {
        return error.status() == 400
                && error.message().startsWith("too many tokens")
                && !error.message().contains("max tokens must be");
    }

    private static boolean isTimeout(VendorError error) {
        return error.status() == 0
                && error.body().path("finish_reason").asText().equals("TIMEOUT");
    }

    private static HttpCall checkApiKey() {
        return HttpCall.post("v1/check-api-key", Json.write(json -> {
            json.writeStartObject();
            json.writeEndObject();
        }));
    }

    private static ValidationResult key(JsonNode reply) {
        JsonNode valid = reply.get("valid");
        if (valid == null || !valid.isBoolean()) {
            throw new MalformedReply("it does not say whether the key is valid");
        }
        return valid.booleanValue()
                ? ValidationResult.valid("The key works.")
                : ValidationResult.of(
                        Verdict.INVALID,
                        ErrorCode.AUTH_FAILED,
                        "Invalid API key. Cohere says that the key is not valid or no longer active.",
                        Optional.of("make a key at " + KEYS));
    }
}
