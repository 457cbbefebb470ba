package dev.byok.crypto.internal;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.EndToEndContext;

/** The reasons why an end-to-end encrypted key does not open: ids, never content. */
final class EndToEndRefusal {

    private static final String ENTER_AGAIN = "seal the key again on the customer's device";

    private EndToEndRefusal() {}

    static ByokException malformed(EndToEndContext context) {
        return undecryptable(
                context,
                "it is not a sealed key in the format bke1",
                "the stored text was cut or changed; restore the row from a backup, or " + ENTER_AGAIN);
    }

    static ByokException newerFormat(EndToEndContext context) {
        return undecryptable(
                context,
                "it was sealed in a newer format than this version of the library reads",
                "update the library on this node; nothing is lost");
    }

    static ByokException otherPhrase(EndToEndContext context) {
        return because(
                ErrorCode.E2E_LOCKED,
                context,
                "it was sealed with another recovery phrase",
                "unlock with the phrase that it was sealed with, or " + ENTER_AGAIN);
    }

    static ByokException notAuthentic(EndToEndContext context) {
        return undecryptable(
                context,
                "the recovery phrase does not authenticate it for this tenant, credential, provider and field",
                "the row was damaged, edited or moved; restore it from a backup, or " + ENTER_AGAIN);
    }

    static ByokException missingAlgorithm(String name) {
        return ByokException.of(ErrorCode.CONFIGURATION, "This Java runtime refuses " + name)
                .hint("run on a JDK that has it, and not in a FIPS mode that forbids it")
                .build();
    }

    private static ByokException undecryptable(EndToEndContext context, String reason, String hint) {
        return because(ErrorCode.UNDECRYPTABLE, context, reason, hint);
    }

    private static ByokException because(ErrorCode code, EndToEndContext context, String reason, String hint) {
        return ByokException.of(
                        code,
                        "Credential " + Undecryptable.printable(context.credential()) + " does not open: " + reason)
                .provider(context.provider())
                .credentialId(context.credential())
                .hint(hint)
                .build();
    }
}
