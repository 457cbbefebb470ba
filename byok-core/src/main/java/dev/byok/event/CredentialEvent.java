package dev.byok.event;

import dev.byok.credential.CredentialStatus;

/**
 * A stored credential changed.
 *
 * @param tenant whose it is
 * @param credentialId the row
 * @param provider the provider's id
 * @param action what was done
 * @param status what is known about the key now
 */
public record CredentialEvent(
        String tenant, String credentialId, String provider, Action action, CredentialStatus status)
        implements ByokEvent {

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
