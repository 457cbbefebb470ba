package dev.byok.providers.dialect.anthropic;

import dev.byok.ErrorCode;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.VendorError;

/**
 * What Anthropic's error types mean. They are read before the status, because an error inside a stream has none.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/errors">Errors</a>
 */
public final class AnthropicErrors {

    /** The types, and the few texts that have to tell what type and status do not. */
    public static final ErrorRules COMMON = ErrorRules.defaults()
            .on("enforced_spend_limit_reached", ErrorCode.QUOTA_EXCEEDED)
            .on("billing_error", ErrorCode.QUOTA_EXCEEDED)
            .on(AnthropicErrors::isOutOfMoney, ErrorCode.QUOTA_EXCEEDED)
            .on(AnthropicErrors::isTooLong, ErrorCode.CONTEXT_TOO_LONG)
            .on(error -> error.message().contains("content filtering policy"), ErrorCode.CONTENT_BLOCKED)
            .on("authentication_error", ErrorCode.AUTH_FAILED)
            .onLiveKey(error -> error.is("permission_error"), ErrorCode.PERMISSION_DENIED)
            .on("not_found_error", ErrorCode.MODEL_NOT_FOUND)
            .on("request_too_large", ErrorCode.CONTEXT_TOO_LONG)
            .on("rate_limit_error", ErrorCode.RATE_LIMITED)
            .on("timeout_error", ErrorCode.TIMEOUT)
            .on("overloaded_error", ErrorCode.PROVIDER_UNAVAILABLE)
            .on("api_error", ErrorCode.PROVIDER_UNAVAILABLE)
            .on("invalid_request_error", ErrorCode.INVALID_REQUEST);

    private AnthropicErrors() {}

    // an empty balance and a spend limit that the customer set are invalid_request_error with 400, like a wrong request
    private static boolean isOutOfMoney(VendorError error) {
        return error.is("invalid_request_error")
                && (error.message().contains("credit balance is too low")
                        || error.message().contains("API usage limits"));
    }

    private static boolean isTooLong(VendorError error) {
        return error.is("invalid_request_error")
                && (error.message().contains("prompt is too long")
                        || error.message().contains("exceed context limit"));
    }
}
