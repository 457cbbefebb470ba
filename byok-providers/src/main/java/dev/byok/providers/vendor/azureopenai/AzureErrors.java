package dev.byok.providers.vendor.azureopenai;

import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.VendorError;
import java.util.regex.Pattern;

/**
 * What Azure's errors mean. A wrong key, and a key of another resource or region, is 401 with the code {@code 401}; its
 * reason phrase says PermissionDenied all the same, so only the body counts.
 */
final class AzureErrors {

    private static final Pattern LONG_WAIT = Pattern.compile("retry after [0-9]{4,} second", Pattern.CASE_INSENSITIVE);

    static final ErrorRules RULES = ErrorRules.defaults()
            .on("PermissionDenied", ErrorCode.PERMISSION_DENIED)
            .on("DeploymentNotFound", ErrorCode.MODEL_NOT_FOUND)
            // no deployment is missing but the path, or the API version is none
            .on(error -> error.status() == 404 && error.is("404"), ErrorCode.ENDPOINT_UNREACHABLE)
            .on(AzureErrors::isAllowanceUsedUp, ErrorCode.QUOTA_EXCEEDED)
            .on(AzureErrors::isFiltered, ErrorCode.CONTENT_BLOCKED)
            .then(OpenAiErrors.COMMON);

    private AzureErrors() {}

    // nothing but the length of the wait tells the allowance of a day or month from that of a minute
    private static boolean isAllowanceUsedUp(VendorError error) {
        return error.status() == 429 && LONG_WAIT.matcher(error.message()).find();
    }

    private static boolean isFiltered(VendorError error) {
        return error.body().path("innererror").path("code").asText().equals("ResponsibleAIPolicyViolation")
                || error.body().path("inner_error").path("code").asText().equals("ResponsibleAIPolicyViolation");
    }
}
