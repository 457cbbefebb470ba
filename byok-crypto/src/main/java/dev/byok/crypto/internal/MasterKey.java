package dev.byok.crypto.internal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.subtle.AesGcmAead;
import com.google.crypto.tink.keyderivation.KeyDerivationConfig2026;
import com.google.crypto.tink.keyderivation.KeysetDeriver;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One key of the master keyset. Thread-safe. */
public final class MasterKey {

    private final int id;
    private final @Nullable KeysetDeriver deriver;

    private MasterKey(int id, @Nullable KeysetDeriver deriver) {
        this.id = id;
        this.deriver = deriver;
    }

    /**
     * {@return a key of a keyset}
     *
     * @param entry the key, which derives keys for AES-256-GCM
     * @throws GeneralSecurityException when it does not
     */
    static MasterKey of(KeysetHandle.Entry entry) throws GeneralSecurityException {
        if (!entry.getStatus().equals(KeyStatus.ENABLED)) {
            return new MasterKey(entry.getId(), null);
        }
        // alone in a keyset, so that deriving for one stored key does not derive with all master keys
        KeysetHandle alone = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(entry.getKey()).makePrimary())
                .build();
        return new MasterKey(entry.getId(), alone.getPrimitive(KeyDerivationConfig2026.get(), KeysetDeriver.class));
    }

    /** {@return the id, which every ciphertext names} */
    public int id() {
        return id;
    }

    /** {@return false for a key that is in the keyset and must not be used} */
    public boolean isEnabled() {
        return deriver != null;
    }

    /**
     * {@return the cipher of one tenant}
     *
     * <p>It is made of the derived key itself: Tink's wrapper around a keyset of one key takes four times the memory
     * and adds nothing, because the sealer has looked at the key id already.
     *
     * @param info what the tenant's key is derived from
     */
    @LowLevelCryptoCaller
    public Aead derive(byte[] info) {
        if (deriver == null) {
            throw new IllegalStateException(describe(id) + " is disabled");
        }
        try {
            return AesGcmAead.create(
                    (AesGcmKey) deriver.deriveKeyset(info).getPrimary().getKey());
        } catch (GeneralSecurityException e) {
            throw ByokException.of(ErrorCode.CONFIGURATION, "This Java runtime refuses HKDF-SHA256 or AES-256-GCM")
                    .hint("run on a JDK that has both, and not in a FIPS mode that forbids them")
                    .build();
        }
    }

    /**
     * {@return the name of a key in messages: decimal as Tink's tools print it, and as it stands in the ciphertext}
     *
     * @param id the key's id
     */
    static String describe(int id) {
        return "master key " + Integer.toUnsignedString(id) + " (0x"
                + HexFormat.of().toHexDigits(id) + ")";
    }
}
