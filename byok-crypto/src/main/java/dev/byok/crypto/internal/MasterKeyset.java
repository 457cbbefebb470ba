package dev.byok.crypto.internal;

import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.keyderivation.KeyDerivationConfig2026;
import com.google.crypto.tink.keyderivation.PrfBasedKeyDerivationParameters;
import com.google.crypto.tink.prf.HkdfPrfParameters;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Tink keyset whose keys derive tenants' keys, and the keys in it. Immutable.
 *
 * <p>Every call into Tink names its configuration, so nothing is registered in Tink's global registry: an application
 * that uses Tink for itself keeps the registry it set up.
 */
public final class MasterKeyset {

    private static final PrfBasedKeyDerivationParameters TEMPLATE = template();

    private final KeysetHandle handle;
    private final MasterKey[] keys;
    private final MasterKey primary;

    private MasterKeyset(KeysetHandle handle, MasterKey[] keys, MasterKey primary) {
        this.handle = handle;
        this.keys = keys;
        this.primary = primary;
    }

    private static PrfBasedKeyDerivationParameters template() {
        try {
            return PrfBasedKeyDerivationParameters.builder()
                    .setPrfParameters(HkdfPrfParameters.builder()
                            .setKeySizeBytes(32)
                            .setHashType(HkdfPrfParameters.HashType.SHA256)
                            .build())
                    .setDerivedKeyParameters(PredefinedAeadParameters.AES256_GCM)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink refuses the template of the master key", e);
        }
    }

    /** {@return a keyset of one new random key} */
    public static MasterKeyset generate() {
        try {
            return of(KeysetHandle.generateNew(TEMPLATE, KeyDerivationConfig2026.get()));
        } catch (GeneralSecurityException e) {
            throw ByokException.of(ErrorCode.CONFIGURATION, "This Java runtime refuses to make a master key")
                    .hint("run on a JDK that has HKDF-SHA256 and AES-256-GCM, and not in a FIPS mode that forbids them")
                    .build();
        }
    }

    /**
     * {@return the keys of a Tink keyset}
     *
     * @param handle the keyset
     * @throws GeneralSecurityException when any key of it is of another kind, or the primary one is not enabled
     */
    static MasterKeyset of(KeysetHandle handle) throws GeneralSecurityException {
        MasterKey[] keys = new MasterKey[handle.size()];
        MasterKey primary = null;
        for (int i = 0; i < keys.length; i++) {
            KeysetHandle.Entry entry = handle.getAt(i);
            if (!entry.getKey().getParameters().equals(TEMPLATE)) {
                throw new GeneralSecurityException("a key of another kind");
            }
            keys[i] = MasterKey.of(entry);
            if (entry.isPrimary()) {
                primary = keys[i];
            }
        }
        if (primary == null || !primary.isEnabled()) {
            throw new GeneralSecurityException("no enabled primary key");
        }
        return new MasterKeyset(handle, keys, primary);
    }

    /** {@return the Tink keyset} */
    KeysetHandle handle() {
        return handle;
    }

    /** {@return the key that seals} */
    public MasterKey primary() {
        return primary;
    }

    /** {@return the ids of all keys, disabled ones too} */
    public List<Long> ids() {
        return Arrays.stream(keys).map(key -> Integer.toUnsignedLong(key.id())).toList();
    }

    /** {@return the ids of the keys that open, as Tink's tools print them} */
    public Set<String> enabledIds() {
        return Arrays.stream(keys)
                .filter(MasterKey::isEnabled)
                .map(key -> Integer.toUnsignedString(key.id()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * {@return the key with an id, or null when there is none}
     *
     * @param id the id
     */
    public @Nullable MasterKey find(int id) {
        for (MasterKey key : keys) {
            if (key.id() == id) {
                return key;
            }
        }
        return null;
    }

    /** {@return this keyset and a new random key that opens and does not seal} */
    public MasterKeyset withNewKey() {
        MasterKeyset fresh = generate();
        while (find(fresh.primary.id()) != null) {
            fresh = generate();
        }
        Key key = fresh.handle.getPrimary().getKey();
        return changed(builder -> builder.addEntry(KeysetHandle.importKey(key)));
    }

    /**
     * {@return this keyset with another key that seals}
     *
     * @param id its id
     */
    public MasterKeyset withPrimary(long id) {
        int index = indexOf(id);
        if (!keys[index].isEnabled()) {
            throw refused("master key " + id + " is disabled and cannot seal");
        }
        return changed(builder -> builder.getAt(index).makePrimary());
    }

    /**
     * {@return this keyset with a key that neither seals nor opens}
     *
     * @param id its id
     */
    public MasterKeyset withDisabled(long id) {
        int index = indexOfSpare(id);
        return changed(builder -> builder.getAt(index).setStatus(KeyStatus.DISABLED));
    }

    /**
     * {@return this keyset without a key}
     *
     * @param id its id
     */
    public MasterKeyset without(long id) {
        int index = indexOfSpare(id);
        return changed(builder -> builder.deleteAt(index));
    }

    private int indexOf(long id) {
        for (int i = 0; i < keys.length; i++) {
            if (Integer.toUnsignedLong(keys[i].id()) == id) {
                return i;
            }
        }
        throw refused("it has no master key " + id);
    }

    private int indexOfSpare(long id) {
        int index = indexOf(id);
        if (keys[index] == primary) {
            throw refused("master key " + id + " is the one that seals");
        }
        return index;
    }

    private static ByokException refused(String reason) {
        return ByokException.of(ErrorCode.INVALID_REQUEST, "The master keyset stays as it is: " + reason)
                .hint("add a key, make it the primary one, seal the rows again, then disable the old one")
                .build();
    }

    private interface Change {
        void apply(KeysetHandle.Builder builder);
    }

    private MasterKeyset changed(Change change) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(handle);
        change.apply(builder);
        try {
            return of(builder.build());
        } catch (GeneralSecurityException e) {
            throw refused("Tink refuses the change");
        }
    }
}
