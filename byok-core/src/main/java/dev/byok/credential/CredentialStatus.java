package dev.byok.credential;

/** What is known about a stored key. */
public enum CredentialStatus {
    /** Nobody asked the vendor since the secret was last changed. */
    UNTESTED,
    /** The vendor accepted the key at the last test. */
    VALID,
    /** The vendor refused the key, at the last test or in a call. */
    INVALID,
    /** The stored value does not open: moved, damaged, or sealed with a key that is gone. */
    UNDECRYPTABLE
}
