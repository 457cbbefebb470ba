package dev.byok.credential;

/**
 * The token that {@link Secret#reveal} asks for. It guards nothing by itself: it makes every place that reads a secret
 * findable by its name. In this library those places are the transport's signing, the sealer, and the
 * cleaning of a pasted key before it is saved.
 */
public final class SecretAccess {

    private static final SecretAccess GRANTED = new SecretAccess();

    private SecretAccess() {}

    /** {@return the token} */
    public static SecretAccess grant() {
        return GRANTED;
    }
}
