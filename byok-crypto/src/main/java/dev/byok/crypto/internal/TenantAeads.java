package dev.byok.crypto.internal;

import com.google.crypto.tink.Aead;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.TenantSalt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The ciphers of the tenants that were served last, in a table that never grows.
 *
 * <p>It is a set-associative table like a processor's cache: a tenant's id picks a row of four slots, and the oldest of
 * the four makes room. Losing an entry costs one derivation, about a microsecond, so exact bookkeeping of what was used
 * last would cost more than it saves. An entry takes 150 bytes, of which the cipher is 120, and shares the tenant's id
 * and salt with whoever asked first. The cipher of a Tink keyset would be 470 for one master key and 700 for two.
 *
 * <p>Thread-safe; reading takes no lock.
 */
public final class TenantAeads {

    private static final int WAYS = 4;
    private static final int MAX = 1 << 20;

    private final AtomicReferenceArray<@Nullable Entry> slots;
    private final int rowMask;

    private record Entry(MasterKey key, String tenant, TenantSalt salt, Aead aead) {

        boolean isFor(MasterKey otherKey, String otherTenant, TenantSalt otherSalt) {
            return key == otherKey && tenant.equals(otherTenant) && salt.equals(otherSalt);
        }
    }

    /**
     * Makes an empty one.
     *
     * @param size how many ciphers it holds at most, rounded up to a power of two from 4; 0 keeps none
     * @throws ByokException {@code CONFIGURATION} when it is negative or more than a million
     */
    public TenantAeads(int size) {
        if (size < 0 || size > MAX) {
            throw ByokException.of(
                            ErrorCode.CONFIGURATION,
                            "A sealer keeps the ciphers of 0 to " + MAX + " tenants, not of " + size)
                    .hint("leave the number out, or give one in that range")
                    .build();
        }
        int rows = size == 0 ? 0 : Integer.highestOneBit((size + WAYS - 1) / WAYS * 2 - 1);
        slots = new AtomicReferenceArray<>(rows * WAYS);
        rowMask = rows - 1;
    }

    /**
     * {@return the cipher of a tenant}
     *
     * @param key the master key
     * @param tenant the tenant's id
     * @param salt the tenant's salt
     */
    public Aead get(MasterKey key, String tenant, TenantSalt salt) {
        if (slots.length() == 0) {
            return key.derive(Binding.tenantInfo(tenant, salt));
        }
        int row = row(tenant);
        for (int i = row; i < row + WAYS; i++) {
            Entry entry = slots.get(i);
            if (entry != null && entry.isFor(key, tenant, salt)) {
                return entry.aead();
            }
        }
        Aead aead = key.derive(Binding.tenantInfo(tenant, salt));
        put(row, new Entry(key, tenant, salt, aead));
        return aead;
    }

    private void put(int row, Entry entry) {
        synchronized (slots) {
            for (int i = row + WAYS - 1; i > row; i--) {
                slots.set(i, slots.get(i - 1));
            }
            slots.set(row, entry);
        }
    }

    /**
     * Lets go of all ciphers of a tenant.
     *
     * @param tenant the tenant's id
     */
    public void forget(String tenant) {
        if (slots.length() == 0) {
            return;
        }
        int row = row(tenant);
        synchronized (slots) {
            for (int i = row; i < row + WAYS; i++) {
                Entry entry = slots.get(i);
                if (entry != null && entry.tenant().equals(tenant)) {
                    slots.set(i, null);
                }
            }
        }
    }

    // the multiplication spreads ids that differ in the last characters only
    private int row(String tenant) {
        int hash = tenant.hashCode() * 0x9E3779B9;
        return ((hash ^ hash >>> 15) & rowMask) * WAYS;
    }

    int capacity() {
        return slots.length();
    }
}
