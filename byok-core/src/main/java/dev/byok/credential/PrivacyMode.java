package dev.byok.credential;

/** Who can open a stored key. A configuration has the mode that it was created in, for its whole life. */
public enum PrivacyMode {
    /** The server opens it for any call, also when nobody is there: sealed at rest with the application's master key. */
    SERVER_ACCESSIBLE,
    /**
     * Sealed on the customer's device with a key made of their recovery phrase. The server keeps a text that it cannot
     * open, and uses the key only in calls that bring the unlocked key along: not in the background.
     */
    END_TO_END
}
