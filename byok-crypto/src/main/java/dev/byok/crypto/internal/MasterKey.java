package dev.byok.crypto.internal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.subtle.AesGcmAead;
import com.google.crypto.tink.keyderivation.KeyDerivationConfig2026;
import com.google.crypto.tink.keyderivation.KeysetDeriver;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.TenantSalt;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One key of the master keyset. Thread-safe. */
public final class MasterKey {

    private static final int FINGERPRINT_BYTES = 16;

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
        try {
            return AesGcmAead.create(derived(info));
        } catch (GeneralSecurityException e) {
            throw refusedByRuntime();
        }
    }

    /**
     * {@return the fingerprint of a secret: the first half of what HKDF derives from the master key for the tenant, its salt and
     * the secret} So it is a keyed hash, as HKDF's last step is HMAC-SHA256, under a key that nothing else is made with.
     *
     * @param tenant the tenant's id
     * @param salt the tenant's salt
     * @param secret the secret's bytes
     */
    @AccessesPartialKey
    public String fingerprint(String tenant, TenantSalt salt, byte[] secret) {
        byte[] info = Binding.fingerprintInfo(tenant, salt, secret);
        try {
            byte[] all = derived(info).getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
            return "fp1." + Integer.toUnsignedString(id) + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, FINGERPRINT_BYTES));
        } catch (GeneralSecurityException e) {
            throw refusedByRuntime();
        } finally {
            Arrays.fill(info, (byte) 0);
        }
    }

    private AesGcmKey derived(byte[] info) throws GeneralSecurityException {
        if (deriver == null) {
            throw new IllegalStateException(describe(id) + " is disabled");
        }
        return (AesGcmKey) deriver.deriveKeyset(info).getPrimary().getKey();
    }

    private static ByokException refusedByRuntime() {
        return ByokException.of(ErrorCode.CONFIGURATION, "This Java runtime refuses HKDF-SHA256 or AES-256-GCM")
                .hint("run on a JDK that has both, and not in a FIPS mode that forbids them")
                .build();
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
