package dev.byok.credential;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/**
 * A value that must not be seen: an API key, a token, a password.
 *
 * <p>It prints as {@code Secret[***]} everywhere: in {@link #toString()}, in string templates, in JSON (Jackson 2 and
 * 3 write the mask, reflection-based mappers find no field), and it refuses Java serialisation. {@link #equals} compares
 * in constant time. The only ways to the text ask for a {@link SecretAccess}, so every one of them can be found by
 * searching for that name.
 *
 * <p>{@link #close()} overwrites the bytes that this object holds. It cannot reach copies that others made: the
 * {@code String} a key came in as, the header a transport built from it, or what a garbage collector moved.
 *
 * <p>Thread-safe.
 */
public final class Secret implements AutoCloseable {

    private static final String MASK = "Secret[***]";

    private final transient byte[] utf8;
    private transient volatile boolean closed;

    private Secret(byte[] utf8) {
        this.utf8 = utf8;
    }

    /**
     * {@return a secret with this text}
     *
     * @param text any text, also an empty one; half of a surrogate pair becomes U+FFFD, which no key may hold
     */
    public static Secret of(CharSequence text) {
        Objects.requireNonNull(text, "text");
        // the encoder alone would make a question mark of it, and that is a character keys may hold
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().forEach(point -> whole.appendCodePoint(isSurrogate(point) ? 0xFFFD : point));
        return new Secret(whole.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /**
     * {@return a secret that owns the given bytes: they are not copied, and {@link #close()} overwrites them}
     *
     * @param utf8 the text in UTF-8; the caller must not keep it
     */
    public static Secret takingUtf8(byte[] utf8) {
        return new Secret(Objects.requireNonNull(utf8, "utf8"));
    }

    /**
     * {@return the text}
     *
     * @param access proof that the caller means it
     * @throws IllegalStateException after {@link #close()}
     */
    public String reveal(SecretAccess access) {
        return new String(open(access), StandardCharsets.UTF_8);
    }

    /**
     * {@return a copy of the text in UTF-8, which the caller overwrites when done}
     *
     * @param access proof that the caller means it
     * @throws IllegalStateException after {@link #close()}
     */
    public byte[] revealUtf8(SecretAccess access) {
        return open(access).clone();
    }

    private byte[] open(SecretAccess access) {
        Objects.requireNonNull(access, "access");
        if (closed) {
            throw new IllegalStateException("the secret was closed");
        }
        return utf8;
    }

    /**
     * {@return another secret with the same text, which is closed on its own}
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public Secret copy() {
        byte[] bytes = utf8.clone();
        if (closed) {
            Arrays.fill(bytes, (byte) 0);
            throw new IllegalStateException("the secret was closed");
        }
        return new Secret(bytes);
    }

    /** {@return whether the text is empty} */
    public boolean isEmpty() {
        return utf8.length == 0;
    }

    /** Overwrites the bytes held here; closing twice does nothing more. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(utf8, (byte) 0);
    }

    /** {@return whether both hold the same text, found in a time that does not depend on where they differ} */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(utf8, that.utf8);
    }

    /** {@return the same number for every secret, so that it tells nothing about the text} */
    @Override
    public int hashCode() {
        return MASK.hashCode();
    }

    /** {@return {@code Secret[***]}, whatever the text} */
    @JsonValue
    @Override
    public String toString() {
        return MASK;
    }

    @SuppressWarnings("unused") // called by Java serialisation
    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException(Secret.class.getName());
    }

    @SuppressWarnings("unused") // called by Java serialisation
    private void readObject(ObjectInputStream in) throws NotSerializableException {
        throw new NotSerializableException(Secret.class.getName());
    }
}
