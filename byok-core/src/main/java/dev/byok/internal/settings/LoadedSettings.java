package dev.byok.internal.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.routing.TenantSettings;
import dev.byok.spi.StoredSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's settings as they were read from a store. Settings that cannot be read fail where they are needed, and not
 * where only keys are. Immutable.
 */
public final class LoadedSettings {

    /** Of a tenant that has set nothing. */
    public static final LoadedSettings NONE = new LoadedSettings(0, TenantSettings.DEFAULT, Map.of(), null);

    private final long version;
    private final TenantSettings settings;
    private final Map<String, JsonNode> unknown;
    private final @Nullable ByokException fault;

    private LoadedSettings(
            long version, TenantSettings settings, Map<String, JsonNode> unknown, @Nullable ByokException fault) {
        this.version = version;
        this.settings = settings;
        this.unknown = unknown;
        this.fault = fault;
    }

    /**
     * {@return what the store holds}
     *
     * @param stored as it was found
     */
    public static LoadedSettings of(StoredSettings stored) {
        try {
            SettingsJson.Stored read = SettingsJson.readStored(stored.json());
            return new LoadedSettings(stored.version(), read.settings(), read.unknown(), null);
        } catch (ByokException e) {
            ByokException fault = ByokException.of(
                            ErrorCode.CONFIGURATION, "The stored settings of the tenant cannot be read: " + e.summary())
                    .faults(e.faults())
                    .hint("were they written by a newer version? saving settings anew mends it")
                    .build();
            return new LoadedSettings(stored.version(), TenantSettings.DEFAULT, Map.of(), fault);
        }
    }

    /**
     * {@return the settings}
     *
     * @throws ByokException {@code CONFIGURATION} when they cannot be read
     */
    public TenantSettings settings() {
        if (fault != null) {
            throw fault.toBuilder().build();
        }
        return settings;
    }

    /** {@return the version for compare-and-set; 0 when nothing is stored} */
    long version() {
        return version;
    }

    /** {@return other settings as JSON, with the members that this version does not know} */
    String with(TenantSettings next) {
        return SettingsJson.write(new SettingsJson.Stored(next, unknown));
    }
}
