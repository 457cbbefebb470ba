package dev.byok.crypto.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.keyderivation.KeyDerivationConfig2026;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.security.GeneralSecurityException;

/** Master keysets as bytes: in the clear for development, encrypted by a key of a KMS for everything else. */
public final class KeysetFormat {

    private static final String ENCRYPTED_FOR = "byok-master|";

    private KeysetFormat() {}

    private interface Parser {
        KeysetHandle parse() throws GeneralSecurityException;
    }

    /**
     * {@return the keyset as clear JSON of Tink}
     *
     * @param keyset what to write
     */
    public static byte[] toClearJson(MasterKeyset keyset) {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                            keyset.handle(), KeyDerivationConfig2026.get(), InsecureSecretKeyAccess.get())
                    .getBytes(UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot write a keyset that it made", e);
        }
    }

    /**
     * {@return the keyset that clear JSON or binary of Tink holds}
     *
     * @param bytes what was written
     * @param where the place it was read from, for the exception
     */
    public static MasterKeyset fromClear(byte[] bytes, String where) {
        boolean json = bytes.length > 0 && bytes[0] == '{';
        return parsed(
                () -> json
                        ? TinkJsonProtoKeysetFormat.parseKeyset(
                                new String(bytes, UTF_8), KeyDerivationConfig2026.get(), InsecureSecretKeyAccess.get())
                        : TinkProtoKeysetFormat.parseKeyset(
                                bytes, InsecureSecretKeyAccess.get(), KeyDerivationConfig2026.get()),
                where + " does not hold a whole master keyset in the clear",
                "restore it from a backup; an empty or cut file is what a crash leaves, and an encrypted one is read "
                        + "with MasterKeys.fromEncrypted");
    }

    /**
     * {@return the keyset, encrypted for one environment}
     *
     * @param keyset what to write
     * @param kek what encrypts it
     * @param environment the environment that alone can read it
     */
    public static byte[] toEncrypted(MasterKeyset keyset, Aead kek, String environment) {
        byte[] associatedData = associatedData(environment);
        try {
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(
                    keyset.handle(), kek, associatedData, KeyDerivationConfig2026.get());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw configuration(
                    "The key of the KMS did not encrypt the master keyset: " + reason(e),
                    "check the key's URI, and that this process may encrypt with it");
        }
    }

    /**
     * {@return the keyset that {@link #toEncrypted} wrote}
     *
     * @param bytes what was written
     * @param kek what decrypts it
     * @param environment the environment it was written for
     */
    public static MasterKeyset fromEncrypted(byte[] bytes, Aead kek, String environment) {
        byte[] associatedData = associatedData(environment);
        return parsed(
                () -> TinkProtoKeysetFormat.parseEncryptedKeyset(
                        bytes, kek, associatedData, KeyDerivationConfig2026.get()),
                "The encrypted master keyset does not open for this environment with this key of the KMS",
                "check that this process may decrypt with the key, and that the keyset was written with it for the "
                        + "same environment");
    }

    private static MasterKeyset parsed(Parser parser, String failure, String hint) {
        try {
            return MasterKeyset.of(parser.parse());
        } catch (GeneralSecurityException | RuntimeException e) {
            // foreign bytes make parsers throw anything, and so does a KMS client without a network
            throw configuration(failure + ": " + reason(e), hint);
        }
    }

    private static byte[] associatedData(String environment) {
        if (environment.isBlank()) {
            throw configuration("The environment of the master keyset is blank", "name it, for example: production");
        }
        return FieldWriter.strictUtf8("environment", ENCRYPTED_FOR + environment);
    }

    // the names of classes only: what their messages hold is not known here
    private static String reason(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 16; depth++) {
            root = root.getCause();
        }
        return root.getClass().getName();
    }

    private static ByokException configuration(String message, String hint) {
        return ByokException.of(ErrorCode.CONFIGURATION, message).hint(hint).build();
    }
}
