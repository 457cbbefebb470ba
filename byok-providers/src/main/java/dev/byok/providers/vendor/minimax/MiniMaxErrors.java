package dev.byok.providers.vendor.minimax;

import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.VendorError;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What MiniMax's own codes mean. They come as {@code base_resp.status_code}, and at the end of the text where an error
 * is dressed like OpenAI's; the HTTP status beside one code differs by path.
 *
 * @see <a href="https://platform.minimax.io/docs/api-reference/errorcode">error codes</a>
 */
final class MiniMaxErrors {

    private static final Pattern AT_THE_END = Pattern.compile(".*\\((\\d{4})\\)\\s*", Pattern.DOTALL);

    static final ErrorRules RULES = ErrorRules.defaults()
            .on(any("1004", "2049"), ErrorCode.AUTH_FAILED)
            .on(any("1008", "2056"), ErrorCode.QUOTA_EXCEEDED)
            .onLiveKey(any("2061"), ErrorCode.PERMISSION_DENIED)
            .on(any("1002", "1039", "1041", "2045"), ErrorCode.RATE_LIMITED)
            .on(any("1026", "1027"), ErrorCode.CONTENT_BLOCKED)
            .on(says("2013", "context window exceeds limit"), ErrorCode.CONTEXT_TOO_LONG)
            .on(says("2013", "unknown model"), ErrorCode.MODEL_NOT_FOUND)
            .on(any("2013", "20132"), ErrorCode.INVALID_REQUEST)
            .on(any("1001"), ErrorCode.TIMEOUT)
            .on(any("1000", "1013", "1024", "1033"), ErrorCode.PROVIDER_UNAVAILABLE)
            .hinting(ErrorCode.AUTH_FAILED, "check the key, and that the region is the one where it was made")
            .then(OpenAiErrors.COMMON);

    private MiniMaxErrors() {}

    private static Predicate<VendorError> any(String... codes) {
        List<String> known = List.of(codes);
        return error -> known.contains(code(error));
    }

    // 2013 is every fault of a request
    private static Predicate<VendorError> says(String code, String text) {
        return error -> code.equals(code(error)) && error.message().contains(text);
    }

    private static String code(VendorError error) {
        Matcher text = AT_THE_END.matcher(error.message());
        return error.code().isEmpty() && text.matches() ? text.group(1) : error.code();
    }
}
