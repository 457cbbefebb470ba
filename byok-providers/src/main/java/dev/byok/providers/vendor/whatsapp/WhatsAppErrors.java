package dev.byok.providers.vendor.whatsapp;

import dev.byok.ErrorCode;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.VendorError;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the codes of Meta's errors mean. The same code comes with this HTTP status today and with another one tomorrow, so
 * a status decides only about codes that are unknown.
 */
final class WhatsAppErrors {

    static final ErrorRules RULES = limits(refusals(access()))
            .on(code("1", "2", "131000", "131016", "133004"), ErrorCode.PROVIDER_UNAVAILABLE)
            .on(
                    error -> error.structured() && (error.status() == 401 || error.status() == 403),
                    ErrorCode.PERMISSION_DENIED)
            .on(error -> error.structured() && error.status() == 404, ErrorCode.INVALID_REQUEST);

    private WhatsAppErrors() {}

    private static ErrorRules access() {
        return ErrorRules.defaults()
                .on(
                        code("190").and(error -> has(error, "463")),
                        ErrorCode.AUTH_FAILED,
                        "the token has expired: take the permanent token of a system user")
                .on(code("190", "0", "102"), ErrorCode.AUTH_FAILED)
                .on(
                        code("131030"),
                        ErrorCode.PERMISSION_DENIED,
                        "the recipient is not on the list of your test number; numbers of Mexico and Argentina may stand"
                                + " there in another form")
                .on(
                        code("100").and(error -> has(error, "33")),
                        ErrorCode.PERMISSION_DENIED,
                        "check the phone number ID, and that it is assigned to the token's system user")
                .on(
                        code("803"),
                        ErrorCode.PERMISSION_DENIED,
                        "check the phone number ID, and that it is assigned to the token's system user")
                .on(
                        code("33", "133010"),
                        ErrorCode.PERMISSION_DENIED,
                        "the sender's number is deleted or not registered: register it in WhatsApp Manager")
                .on(code("104"), ErrorCode.PERMISSION_DENIED, "turn off 'Require App Secret' in the app's settings")
                .onLiveKey(code("3", "10", "368", "130497", "131005", "131031"), ErrorCode.PERMISSION_DENIED)
                .onLiveKey(error -> error.code().matches("2[0-9]{2}"), ErrorCode.PERMISSION_DENIED);
    }

    private static ErrorRules limits(ErrorRules rules) {
        return rules.on(code("131042"), ErrorCode.QUOTA_EXCEEDED)
                .on(
                        code("131056"),
                        ErrorCode.RATE_LIMITED,
                        "wait six seconds before the next message to the same recipient")
                .on(
                        code("131048", "133016"),
                        ErrorCode.RATE_LIMITED,
                        "do not send it again by itself: see the number's quality in WhatsApp Manager")
                .on(code("4", "17", "80007", "130429"), ErrorCode.RATE_LIMITED);
    }

    private static ErrorRules refusals(ErrorRules rules) {
        return rules.on(
                        code("131047"),
                        ErrorCode.INVALID_REQUEST,
                        "the recipient has not written within 24 hours: send a template")
                .on(
                        code("131026"),
                        ErrorCode.INVALID_REQUEST,
                        "the recipient cannot be reached: no WhatsApp, an old version, or its terms not accepted")
                .on(
                        code("131049"),
                        ErrorCode.CONTENT_BLOCKED,
                        "the recipient got too many marketing messages lately: try again in a day or later")
                .on(code("132007"), ErrorCode.CONTENT_BLOCKED, "the template breaks a policy of WhatsApp")
                .on(
                        code("132001"),
                        ErrorCode.INVALID_REQUEST,
                        "check the template's name and language, and that it is approved")
                .on(
                        code("132000", "132005", "132012", "132018"),
                        ErrorCode.INVALID_REQUEST,
                        "give as many parameters as the template has, in their form and length")
                .on(
                        code("132015", "132016"),
                        ErrorCode.INVALID_REQUEST,
                        "the template is paused or disabled for its quality: edit it, or take another one")
                .on(code("100", "131008", "131009", "131021", "131051"), ErrorCode.INVALID_REQUEST);
    }

    private static Predicate<VendorError> code(String... codes) {
        Set<String> all = Set.of(codes);
        return error -> all.contains(error.code());
    }

    private static boolean has(VendorError error, String subcode) {
        return error.body().path("error_subcode").asText().equals(subcode);
    }
}
