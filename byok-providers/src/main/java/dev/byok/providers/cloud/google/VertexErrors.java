package dev.byok.providers.cloud.google;

import dev.byok.ErrorCode;
import dev.byok.providers.dialect.gemini.GeminiErrors;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.VendorError;

/**
 * What the errors of Vertex AI mean, and those of the token endpoint before it. Whatever Vertex AI itself says about
 * permissions and models it says to a live key only.
 *
 * @see <a href="https://docs.cloud.google.com/vertex-ai/generative-ai/docs/model-reference/api-errors">Errors</a>
 */
public final class VertexErrors {

    /** The words, and the few texts that have to tell what they do not. */
    public static final ErrorRules COMMON = ErrorRules.defaults()
            .on(VertexErrors::isClock, ErrorCode.CONFIGURATION)
            .on("invalid_grant", ErrorCode.AUTH_FAILED)
            .on("BILLING_DISABLED", ErrorCode.QUOTA_EXCEEDED)
            .onLiveKey(error -> error.is("PERMISSION_DENIED"), ErrorCode.PERMISSION_DENIED)
            .onLiveKey(VertexErrors::isNotEnabled, ErrorCode.PERMISSION_DENIED)
            .onLiveKey(error -> error.is("NOT_FOUND"), ErrorCode.MODEL_NOT_FOUND)
            .onLiveKey(VertexErrors::isElsewhere, ErrorCode.MODEL_NOT_FOUND)
            .on(VertexErrors::isUsedUp, ErrorCode.QUOTA_EXCEEDED)
            .then(GeminiErrors.COMMON);

    private VertexErrors() {}

    // the clock of this machine, not the key; the word is the same
    private static boolean isClock(VendorError error) {
        return error.is("invalid_grant") && error.message().contains("reasonable timeframe");
    }

    private static boolean isNotEnabled(VendorError error) {
        return error.is("FAILED_PRECONDITION") && error.message().contains("not allowed to use Publisher Model");
    }

    private static boolean isElsewhere(VendorError error) {
        return error.status() == 400 && error.message().contains("is not servable in region");
    }

    // a quota that has to be raised first; one per minute is a matter of waiting
    private static boolean isUsedUp(VendorError error) {
        return error.status() == 429
                && error.message().contains("Quota exceeded for")
                && !error.message().contains("per_minute");
    }
}
