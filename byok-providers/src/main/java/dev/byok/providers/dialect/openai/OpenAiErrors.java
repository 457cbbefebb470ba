package dev.byok.providers.dialect.openai;

import dev.byok.ErrorCode;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.VendorError;

/** What the error codes mean that OpenAI has and most compatible vendors copied. */
public final class OpenAiErrors {

    /** {@code insufficient_quota} comes with 429, like a rate limit, and must not be waited for. */
    public static final ErrorRules COMMON = ErrorRules.defaults()
            .on("insufficient_quota", ErrorCode.QUOTA_EXCEEDED)
            .on("credit_balance_exhausted", ErrorCode.QUOTA_EXCEEDED)
            .on("billing_hard_limit_reached", ErrorCode.QUOTA_EXCEEDED)
            .on("organization_spend_limit_exceeded", ErrorCode.QUOTA_EXCEEDED)
            .on("project_spend_limit_exceeded", ErrorCode.QUOTA_EXCEEDED)
            .on("invalid_api_key", ErrorCode.AUTH_FAILED)
            .on("rate_limit_exceeded", ErrorCode.RATE_LIMITED)
            .on("model_not_found", ErrorCode.MODEL_NOT_FOUND)
            .on("context_length_exceeded", ErrorCode.CONTEXT_TOO_LONG)
            .on("content_policy_violation", ErrorCode.CONTENT_BLOCKED)
            .on("content_filter", ErrorCode.CONTENT_BLOCKED)
            // inside a stream there is no status to go by
            .on(error -> error.status() == 0 && error.is("invalid_request_error"), ErrorCode.INVALID_REQUEST);

    private OpenAiErrors() {}

    /**
     * {@return whether the error is vLLM's for a conversation that does not fit, which has no code of its own; its text
     * came to vendors that run or copied it}
     *
     * @param error the vendor's error
     */
    public static boolean namesTheContextLength(VendorError error) {
        return error.status() == 400 && error.message().contains("maximum context length");
    }
}
