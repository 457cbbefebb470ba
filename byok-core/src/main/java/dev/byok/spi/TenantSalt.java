package dev.byok.spi;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The random part of a tenant's sealing key. Without it nothing of the tenant opens, so deleting it erases the tenant's
 * keys for good. Immutable.
 */
public final class TenantSalt {

    /** The length of a salt. */
    public static final int BYTES = 32;

    private final byte[] bytes;
    private final long generation;

    private TenantSalt(byte[] bytes, long generation) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a tenant salt has " + BYTES + " bytes, not " + bytes.length);
        }
        if (generation < 1 || generation > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("a generation is from 1 to 2^32-1, not " + generation);
        }
        this.bytes = bytes;
        this.generation = generation;
    }

    /**
     * {@return a stored salt}
     *
     * @param bytes its {@value #BYTES} bytes, copied
     * @param generation its number, from 1
     */
    public static TenantSalt of(byte[] bytes, long generation) {
        return new TenantSalt(bytes.clone(), generation);
    }

    /**
     * {@return a new salt of generation 1}
     *
     * @param random where its bytes come from
     */
    public static TenantSalt random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new TenantSalt(bytes, 1);
    }

    /** {@return a copy of the bytes} */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@return the number of this salt, from 1; a new salt after an erasure has a higher one} */
    public long generation() {
        return generation;
    }

    /** {@return whether both hold the same bytes and generation} */
    @Override
    public boolean equals(Object other) {
        return other instanceof TenantSalt that && generation == that.generation && Arrays.equals(bytes, that.bytes);
    }

    /** {@return a hash of the bytes} */
    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@return the generation only} */
    @Override
    public String toString() {
        return "TenantSalt[generation=" + generation + "]";
    }
}
