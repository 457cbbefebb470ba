package dev.byok.providers.engine;

import dev.byok.ErrorCode;
import dev.byok.providers.http.Target;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import org.jspecify.annotations.Nullable;

/** What a person can do about a failure. */
final class Hints {

    private Hints() {}

    static @Nullable String of(ErrorCode code, Target target) {
        boolean ownUrl = target.credential().fields().containsKey(VendorSpec.BASE_URL)
                || target.credential().callUrl().isPresent();
        return switch (code) {
            case AUTH_FAILED -> "check that the key was copied whole and was not revoked" + where(target);
            case PERMISSION_DENIED -> "the key's permissions are restricted: check them in the vendor's console";
            case QUOTA_EXCEEDED -> "check billing and credit in the vendor's console";
            case RATE_LIMITED -> "the key is not wrong: wait a moment and try again";
            case MODEL_NOT_FOUND -> "check the model id, and that this key may use the model";
            case PROVIDER_UNAVAILABLE -> "the vendor has trouble, not the key: wait and try again";
            case CONTEXT_TOO_LONG -> "shorten the conversation or choose a model with a larger context window";
            case BAD_RESPONSE, ENDPOINT_UNREACHABLE ->
                ownUrl ? "check the base URL: try it with /v1 or /api/v1 at its end" : "try again later";
            default -> null;
        };
    }

    private static String where(Target target) {
        return target.vendor().info().schema().secrets().stream()
                .findFirst()
                .flatMap(Field::where)
                .map(link -> "; keys are at " + link)
                .orElse("");
    }
}
