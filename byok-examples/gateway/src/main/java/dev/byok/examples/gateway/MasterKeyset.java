package dev.byok.examples.gateway;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.byok.crypto.MasterKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master keys, in the clear for development, or encrypted with a key that is kept elsewhere. An application with a KMS
 * gives its {@code Aead} in place of the file's.
 */
final class MasterKeyset {

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyset.class);

    private static final int KEY_BYTES = 32;

    private MasterKeyset() {}

    /** {@return the keys that the settings name; in development they are made at the first start} */
    static MasterKeys of(Settings settings) {
        if (settings.keyset().isEmpty()) {
            return development(settings.home());
        }
        Path file = settings.keyset().get();
        return settings.keysetKey().isEmpty()
                ? MasterKeys.fromFile(file)
                : MasterKeys.fromEncrypted(
                        bytes(file, "BYOK_MASTER_KEYSET"),
                        key(settings.keysetKey().get()),
                        settings.environment());
    }

    /** Makes new keys in a new file: encrypted when the settings name a key for that. */
    static void make(Settings settings, Path file) {
        if (settings.keysetKey().isEmpty()) {
            MasterKeys.createFile(file);
            return;
        }
        byte[] keyset =
                MasterKeys.generate().toEncrypted(key(settings.keysetKey().get()), settings.environment());
        try {
            Files.write(file, keyset, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new IllegalArgumentException("the keyset cannot be written; a file that is there is never replaced");
        }
    }

    private static MasterKeys development(Path home) {
        Path file = home.resolve("keyset.json");
        if (Files.exists(file)) {
            return MasterKeys.fromFile(file);
        }
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new IllegalArgumentException("BYOK_HOME cannot be made");
        }
        LOG.warn("Made a master key in {}: good for development. Set BYOK_MASTER_KEYSET in production", file);
        return MasterKeys.createFile(file);
    }

    private static Aead key(Path file) {
        try {
            byte[] key = Base64.getDecoder()
                    .decode(new String(bytes(file, "BYOK_MASTER_KEY"), StandardCharsets.ISO_8859_1).strip());
            if (key.length == KEY_BYTES) {
                return new AesGcmJce(key);
            }
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // said below, without what is in the file
        }
        throw new IllegalArgumentException("the file of BYOK_MASTER_KEY has no " + KEY_BYTES
                + " bytes in base64: openssl rand -base64 " + KEY_BYTES + " makes one");
    }

    private static byte[] bytes(Path file, String setting) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file of " + setting + " cannot be read");
        }
    }
}
