package dev.byok.providers.vendor.perplexity;

import dev.byok.ErrorCode;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorError;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.util.Optional;

/**
 * Asks for an answer that nobody has got. Whose an answer is is checked before it is given out, so a good key hears that
 * there is none, and a wrong one is refused; nothing runs, so nothing is charged. The list of models is public, and every
 * other call costs something or relies on the order in which a wrong request is checked.
 *
 * <p>Perplexity documents 401 for keys without credit too, and some of its 401s are web pages, which are no word about
 * the key. So both verdicts say what else it can be.
 */
final class PerplexityCheck implements LiveCheck {

    static final String CONSOLE = "https://console.perplexity.ai";

    private static final String NOBODYS = "responses/resp_00000000-0000-4000-8000-000000000000";

    @Override
    public Step start(Subject subject) {
        return new Step.Ask(HttpCall.get(NOBODYS), reply -> new Step.Known(read(reply)));
    }

    private static ValidationResult read(Reply reply) {
        VendorError error = reply.error();
        ValidationResult failed = reply.failed();
        if (error == null || failed == null) {
            throw new MalformedReply("it has an answer that nobody asked for");
        }
        if (error.status() == 404 && error.is("not_found")) {
            return ValidationResult.valid("The key works. Whether it has credit shows when it is used.");
        }
        if (failed.verdict() == Verdict.INVALID) {
            return ValidationResult.of(
                    Verdict.INVALID,
                    ErrorCode.AUTH_FAILED,
                    failed.message() + " (Perplexity may answer so when the credit is used up, too.)",
                    Optional.of("check the key and the credit at " + CONSOLE));
        }
        if (error.status() == 401 && !error.structured()) {
            return ValidationResult.of(
                    Verdict.INCONCLUSIVE,
                    ErrorCode.PERMISSION_DENIED,
                    "The key could not be checked. Perplexity answered 401 with a web page, as it does for some wrong"
                            + " keys, and as a proxy might.",
                    Optional.of("check the key at " + CONSOLE));
        }
        return failed;
    }
}
