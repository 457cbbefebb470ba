package dev.byok.providers.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.providers.spec.ErrorRules.Meaning;
import org.junit.jupiter.api.Test;

/** Rules in order, then the defaults by status. */
final class ErrorRulesTest {

    private static final String REGION = "check the region";

    @Test
    void readsTheFirstRuleThatFits() {
        ErrorRules rules = ErrorRules.defaults()
                .on("busy", ErrorCode.PROVIDER_UNAVAILABLE)
                .on(error -> error.status() == 429, ErrorCode.QUOTA_EXCEEDED);

        assertThat(code(rules, 429, "busy")).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
        assertThat(code(rules, 429, "other")).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
        assertThat(code(rules, 401, "other")).isEqualTo(ErrorCode.AUTH_FAILED);
    }

    @Test
    void takesNoWebPageForAWordAboutTheKey() {
        assertThat(ErrorRules.defaults().read(VendorError.read(401, null)).code())
                .isEqualTo(ErrorCode.PERMISSION_DENIED);
    }

    @Test
    void looksAtItsOwnRulesBeforeOthers() {
        ErrorRules rules = ErrorRules.defaults()
                .on("word", ErrorCode.RATE_LIMITED)
                .then(ErrorRules.defaults().on("word", ErrorCode.TIMEOUT).on("other", ErrorCode.TIMEOUT));

        assertThat(code(rules, 500, "word")).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(code(rules, 500, "other")).isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void hintsAtWhatElseAnErrorMayMean() {
        ErrorRules rules = ErrorRules.defaults()
                .on(error -> error.is("revoked"), ErrorCode.AUTH_FAILED, "make a new key")
                .hinting(ErrorCode.AUTH_FAILED, REGION)
                .on("unknown_key", ErrorCode.AUTH_FAILED);

        assertThat(read(rules, 401, "revoked").hint()).isEqualTo("make a new key");
        assertThat(read(rules, 400, "unknown_key").hint()).isEqualTo(REGION);
        assertThat(read(rules, 401, "").hint()).isEqualTo(REGION);
        assertThat(read(rules, 403, "").hint()).isNull();
    }

    @Test
    void keepsHintsWhenRulesAreJoined() {
        ErrorRules others = ErrorRules.defaults()
                .hinting(ErrorCode.AUTH_FAILED, "of the others")
                .hinting(ErrorCode.RATE_LIMITED, "wait");
        ErrorRules rules =
                ErrorRules.defaults().hinting(ErrorCode.AUTH_FAILED, REGION).then(others);

        assertThat(read(rules, 401, "").hint()).isEqualTo(REGION);
        assertThat(read(rules, 429, "").hint()).isEqualTo("wait");
    }

    private static ErrorCode code(ErrorRules rules, int status, String word) {
        return read(rules, status, word).code();
    }

    private static Meaning read(ErrorRules rules, int status, String word) {
        return rules.read(VendorError.read(
                status, Json.readOrNull("{\"error\":{\"message\":\"no\",\"code\":\"" + word + "\"}}")));
    }
}
