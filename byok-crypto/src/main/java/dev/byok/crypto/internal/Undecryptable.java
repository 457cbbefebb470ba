package dev.byok.crypto.internal;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.SealContext;

/** The reasons why a stored key does not open, in words for the operator: ids of rows and keys, never content. */
public final class Undecryptable {

    private static final String OR_ENTER_AGAIN = ", or enter the key again";

    private Undecryptable() {}

    static ByokException malformed(SealContext context) {
        return because(
                context,
                "it is not a sealed key in the format bks1",
                "the stored text was cut or changed; restore the row from a backup" + OR_ENTER_AGAIN);
    }

    static ByokException newerFormat(SealContext context) {
        return because(
                context,
                "it was sealed in a newer format than this version of the library reads",
                "update the library on this node; nothing is lost");
    }

    /**
     * {@return the refusal of a key that was sealed with another salt of the tenant}
     *
     * @param context where the key belongs
     * @param sealed what was read of it
     */
    public static ByokException otherGeneration(SealContext context, SealedText sealed) {
        return because(
                context,
                "it was sealed with generation " + sealed.generation() + " of the tenant's salt, which is now at "
                        + context.salt().generation(),
                "the tenant's keys were erased since, or a backup is older than its salt; enter the key again");
    }

    /**
     * {@return the refusal of a key whose master key is not there}
     *
     * @param context where the key belongs
     * @param sealed what was read of it
     */
    public static ByokException unknownKey(SealContext context, SealedText sealed) {
        return because(
                context,
                MasterKey.describe(sealed.keyId()) + " is not in the master keyset",
                "load the keyset that has this key on every node" + OR_ENTER_AGAIN);
    }

    /**
     * {@return the refusal of a key whose master key is switched off}
     *
     * @param context where the key belongs
     * @param sealed what was read of it
     */
    public static ByokException disabledKey(SealContext context, SealedText sealed) {
        return because(
                context,
                MasterKey.describe(sealed.keyId()) + " is disabled in the master keyset",
                "enable the master key until this row is sealed with the primary one" + OR_ENTER_AGAIN);
    }

    /**
     * {@return the refusal of a key that fails authentication}
     *
     * @param context where the key belongs
     * @param sealed what was read of it
     */
    public static ByokException notAuthentic(SealContext context, SealedText sealed) {
        return because(
                context,
                MasterKey.describe(sealed.keyId()) + " does not authenticate it for this tenant, credential, "
                        + "provider, endpoint origin, field and version",
                "the row was damaged, edited or moved; restore it from a backup" + OR_ENTER_AGAIN);
    }

    private static ByokException because(SealContext context, String reason, String hint) {
        return ByokException.of(
                        ErrorCode.UNDECRYPTABLE,
                        "Credential " + printable(context.credential()) + " does not open: " + reason)
                .provider(context.provider())
                .credentialId(context.credential())
                .hint(hint)
                .build();
    }

    // whoever can write rows must not be able to write lines into a log
    static String printable(String id) {
        return id.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
