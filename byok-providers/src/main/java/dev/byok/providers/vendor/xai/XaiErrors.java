package dev.byok.providers.vendor.xai;

import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.VendorError;
import java.util.regex.Pattern;

/**
 * What xAI's errors mean. Most are {@code {"code":"The caller does not have permission …","error":"text"}}, where the
 * code repeats the status in words: only the text tells a wrong key from a bad request, and missing credit from content
 * that is refused.
 */
final class XaiErrors {

    // seen percent-encoded as well
    private static final Pattern WRONG_KEY = Pattern.compile("Incorrect(?: |%20)API(?: |%20)key.*");

    static final ErrorRules RULES = ErrorRules.defaults()
            .on(
                    error -> error.status() == 400
                            && WRONG_KEY.matcher(error.message()).matches(),
                    ErrorCode.AUTH_FAILED)
            .on(
                    error -> error.status() == 400 && error.message().contains("maximum prompt length"),
                    ErrorCode.CONTEXT_TOO_LONG)
            .on(XaiErrors::isOutOfCredit, ErrorCode.QUOTA_EXCEEDED)
            .on(
                    error -> error.status() == 403 && error.message().contains("violates usage guidelines"),
                    ErrorCode.CONTENT_BLOCKED)
            .onLiveKey(error -> error.status() == 403 && error.structured(), ErrorCode.PERMISSION_DENIED)
            .on(XaiErrors::isNoSuchPath, ErrorCode.ENDPOINT_UNREACHABLE)
            .then(OpenAiErrors.COMMON);

    private XaiErrors() {}

    // 403 for a new team, 429 for a spent one
    private static boolean isOutOfCredit(VendorError error) {
        return (error.status() == 403 || error.status() == 429)
                && (error.message().contains(" credits") || error.message().contains("spending limit"));
    }

    private static boolean isNoSuchPath(VendorError error) {
        return error.status() == 404 && error.message().startsWith("No handler found on route");
    }
}
