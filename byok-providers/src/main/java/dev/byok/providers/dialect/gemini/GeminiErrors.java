package dev.byok.providers.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.VendorError;

/**
 * What Google's errors mean wherever Gemini is served: {@code status} is the word, {@code details[].reason} a finer one.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/troubleshooting">Errors</a>
 */
public final class GeminiErrors {

    /** The words, and the few texts that have to tell what they do not. */
    public static final ErrorRules COMMON = ErrorRules.defaults()
            .on(error -> error.body().hasNonNull("blockReason"), ErrorCode.CONTENT_BLOCKED)
            .on(GeminiErrors::isTooLong, ErrorCode.CONTEXT_TOO_LONG)
            .on(
                    error -> error.status() == 400 && error.message().contains("unexpected model name format"),
                    ErrorCode.MODEL_NOT_FOUND)
            .on("NOT_FOUND", ErrorCode.MODEL_NOT_FOUND)
            .on("RESOURCE_EXHAUSTED", ErrorCode.RATE_LIMITED)
            .on("DEADLINE_EXCEEDED", ErrorCode.TIMEOUT)
            // 499: not this caller went away, but one on the way
            .on("CANCELLED", ErrorCode.PROVIDER_UNAVAILABLE);

    private GeminiErrors() {}

    /**
     * {@return whether a reply says that the prompt was blocked; there is no candidate then, and the status is 200}
     *
     * @param body the reply
     */
    public static boolean isBlocked(JsonNode body) {
        return body.path("candidates").isEmpty()
                && Json.text(body.path("promptFeedback"), "blockReason")
                        .filter(reason -> !reason.equals("BLOCK_REASON_UNSPECIFIED"))
                        .isPresent();
    }

    private static boolean isTooLong(VendorError error) {
        return error.status() == 400
                && error.message().contains("token count")
                && error.message().contains("exceeds the maximum number of tokens");
    }
}
