package dev.byok.event;

import dev.byok.credential.CredentialStatus;
import java.util.Map;

/**
 * A stored credential changed. Which person did it the application knows: listeners run on the thread of whoever made the
 * change, before the call returns.
 *
 * @param tenant whose it is
 * @param credentialId the row
 * @param provider the provider's id
 * @param action what was done
 * @param status what is known about the key now
 * @param fingerprints of the secrets that the change brought, by field: the same for the same secret of this tenant as long
 *     as one master key seals, never comparable between tenants, and no hash of the key. Empty for other changes, for
 *     end-to-end encrypted keys, and when the sealer makes none
 */
public record CredentialEvent(
        String tenant,
        String credentialId,
        String provider,
        Action action,
        CredentialStatus status,
        Map<String, String> fingerprints)
        implements ByokEvent {

    /** Copies the fingerprints. */
    public CredentialEvent {
        fingerprints = Map.copyOf(fingerprints);
    }

    /**
     * An event of a change that brought no secrets.
     *
     * @param tenant whose it is
     * @param credentialId the row
     * @param provider the provider's id
     * @param action what was done
     * @param status what is known about the key now
     */
    public CredentialEvent(
            String tenant, String credentialId, String provider, Action action, CredentialStatus status) {
        this(tenant, credentialId, provider, action, status, Map.of());
    }

    /** What was done to a credential. */
    public enum Action {
        /** Stored, or stored anew over the row of the same label. */
        CONNECTED,
        /** Its vendor was asked. */
        TESTED,
        /** Got another label. */
        RELABELLED,
        /** Its secrets were replaced. */
        ROTATED,
        /** Some of its fields were changed. */
        EDITED,
        /** Became its provider's default. */
        MADE_DEFAULT,
        /** Taken out of use. */
        DISABLED,
        /** Brought back. */
        ENABLED,
        /** Soft-deleted. */
        DISCONNECTED,
        /** Deleted for good. */
        PURGED,
        /** Refused by its vendor in a call, found not to open, or not allowed to do what the call wanted. */
        FAILED_IN_USE,
        /** Served a call although it was known as refused or not to open. */
        SERVED_AGAIN
    }
}
