package dev.byok.providers.cloud.aws;

import dev.byok.ErrorCode;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.VendorError;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * What Bedrock's error types mean. An exception in a stream has the same name with a small letter in front, and no status.
 * Many faults are one {@code ValidationException}, which only its text tells apart.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html">Errors</a>
 */
final class BedrockErrors {

    static final ErrorRules COMMON = ErrorRules.defaults()
            // the clock of this machine is wrong, not the key
            .on(
                    type("InvalidSignature", "SignatureDoesNotMatch")
                            .and(text("Signature expired", "Signature not yet current")),
                    ErrorCode.CONFIGURATION)
            .on(
                    type(
                            "UnrecognizedClient",
                            "InvalidClientTokenId",
                            "InvalidSignature",
                            "SignatureDoesNotMatch",
                            "ExpiredToken",
                            "IncompleteSignature",
                            "MissingAuthenticationToken"),
                    ErrorCode.AUTH_FAILED)
            // of a Bedrock API key; it comes without a type, or with that of a missing permission
            .on(
                    status(403).and(text("Authentication failed")),
                    ErrorCode.AUTH_FAILED,
                    "check the key, and that the region is the one where it was made")
            .onLiveKey(type("AccessDenied"), ErrorCode.PERMISSION_DENIED)
            // a form about the use of Anthropic's models, which an account has to send in once
            .onLiveKey(
                    type("FTUFormNotFilled").or(type("ResourceNotFound").and(text("use case details"))),
                    ErrorCode.PERMISSION_DENIED)
            .on("ServiceQuotaExceededException", ErrorCode.QUOTA_EXCEEDED)
            .on(type("Throttling").and(text("per day")), ErrorCode.QUOTA_EXCEEDED)
            .on(type("Throttling", "TooManyRequests"), ErrorCode.RATE_LIMITED)
            .on(type("ResourceNotFound"), ErrorCode.MODEL_NOT_FOUND)
            .on(
                    type("Validation").and(text("model identifier is invalid", "on-demand throughput")),
                    ErrorCode.MODEL_NOT_FOUND)
            .on(
                    type("Validation").and(text("Input is too long", "prompt is too long", "Input Tokens Exceeded")),
                    ErrorCode.CONTEXT_TOO_LONG)
            .on(type("Validation").and(text("content filtering policy")), ErrorCode.CONTENT_BLOCKED)
            .on(type("Validation", "Conflict"), ErrorCode.INVALID_REQUEST)
            .on(type("ModelTimeout"), ErrorCode.TIMEOUT)
            .on(
                    type("ModelNotReady", "ModelError", "ModelStreamError", "InternalServer", "ServiceUnavailable"),
                    ErrorCode.PROVIDER_UNAVAILABLE);

    private BedrockErrors() {}

    private static Predicate<VendorError> type(String... names) {
        return error -> Arrays.stream(names)
                .anyMatch(name ->
                        error.type().equalsIgnoreCase(name) || error.type().equalsIgnoreCase(name + "Exception"));
    }

    private static Predicate<VendorError> text(String... pieces) {
        return error -> Arrays.stream(pieces).anyMatch(error.message()::contains);
    }

    private static Predicate<VendorError> status(int status) {
        return error -> error.status() == status;
    }
}
