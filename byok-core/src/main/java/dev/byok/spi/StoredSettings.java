package dev.byok.spi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/**
 * A tenant's settings in a {@link KeyStore}. They are not secret and not sealed: nothing that only the tenant may read
 * belongs in them.
 *
 * @param tenant whose
 * @param version for compare-and-set, from 1
 * @param json the settings, at most {@value #MAX_BYTES} bytes of UTF-8; a store does not read them
 * @param updatedAt when they were last changed
 */
public record StoredSettings(String tenant, long version, String json, Instant updatedAt) {

    /** The most bytes that the settings of a tenant may have. */
    public static final int MAX_BYTES = 64 * 1024;

    /** Checks version and size. */
    public StoredSettings {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(updatedAt, "updatedAt");
        if (version < 1) {
            throw new IllegalArgumentException("a version is at least 1, not " + version);
        }
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("settings have at most " + MAX_BYTES + " bytes in UTF-8, not " + bytes);
        }
    }

    /** {@return tenant and version; what is set may be nobody else's business} */
    @Override
    public String toString() {
        return "StoredSettings[" + tenant + ", version=" + version + "]";
    }
}
