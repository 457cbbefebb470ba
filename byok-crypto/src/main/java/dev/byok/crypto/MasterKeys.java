package dev.byok.crypto;

import com.google.crypto.tink.Aead;
import dev.byok.crypto.internal.KeysetFile;
import dev.byok.crypto.internal.KeysetFormat;
import dev.byok.crypto.internal.MasterKeyset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The keys that everything at rest hangs on. Each tenant's key is derived from a master key and the tenant's salt, so a
 * stolen database opens nothing without them, and losing them loses every stored key for good.
 *
 * <p><b>In production</b> the keyset is stored encrypted by a key of a KMS, which is asked once, at start. Any Tink
 * {@link Aead} will do. With {@code com.google.crypto.tink:tink-awskms}:
 *
 * <pre>{@code
 * Aead kek = new AwsKmsClient().withDefaultCredentials().getAead("aws-kms://arn:aws:kms:…:key/…");
 * }</pre>
 *
 * <p>with {@code com.google.crypto.tink:tink-gcpkms}:
 *
 * <pre>{@code
 * Aead kek = new GcpKmsClient().withDefaultCredentials().getAead("gcp-kms://projects/…/cryptoKeys/…");
 * }</pre>
 *
 * <p>and then, once in the life of an environment, and at every start after it:
 *
 * <pre>{@code
 * byte[] keyset = MasterKeys.generate().toEncrypted(kek, "production");      // keep it, and back it up
 * MasterKeys keys = MasterKeys.fromEncrypted(keyset, kek, "production");
 * }</pre>
 *
 * <p><b>In development</b> it may lie in a file in the clear: {@link #createFile}, {@link #fromFile}. <b>In tests</b>
 * {@link #ephemeral} is enough.
 *
 * <p><b>To rotate</b>, add a key with {@link #withNewKey} and bring that keyset to all nodes; then bring them the one
 * that {@link #withPrimary} gives; seal every row again; then {@link #withDisabled}, and when no backup needs the key
 * any more {@link #without}. Each step is a new keyset to store and a new {@link TinkSealer}.
 *
 * <p>Nothing is registered in Tink's global registry. On JDK 24 and later, protobuf, which Tink brings, makes the JVM
 * warn of {@code sun.misc.Unsafe} when it runs from the class path. The warning is harmless, and
 * {@code --sun-misc-unsafe-memory-access=allow} silences it.
 *
 * <p>Immutable and thread-safe. It prints key ids only.
 */
public final class MasterKeys {

    private final MasterKeyset keyset;

    private MasterKeys(MasterKeyset keyset) {
        this.keyset = keyset;
    }

    /**
     * {@return one new random key that lives in this process only}
     *
     * <p>What it sealed is lost when the process ends: for tests and demonstrations with a store in memory.
     */
    public static MasterKeys ephemeral() {
        return new MasterKeys(MasterKeyset.generate());
    }

    /** {@return one new random key, to be stored with {@link #toEncrypted}} */
    public static MasterKeys generate() {
        return new MasterKeys(MasterKeyset.generate());
    }

    /**
     * {@return one new random key, which was written to a new file in the clear}
     *
     * <p>For development: whoever reads the file and the database reads every stored key. The file is JSON of Tink with
     * mode 600, and after a crash it is there whole, or empty, or not at all.
     *
     * @param file where it shall be; its directory exists
     * @throws dev.byok.ByokException {@code CONFIGURATION} when the file exists, which is never overwritten, or cannot
     *     be written
     */
    public static MasterKeys createFile(Path file) {
        MasterKeys keys = generate();
        keys.writeFile(file);
        return keys;
    }

    /**
     * {@return the keys of a file in the clear, JSON or binary of Tink}
     *
     * @param file what {@link #createFile} or {@link #writeFile} wrote
     * @throws dev.byok.ByokException {@code CONFIGURATION} when the file is missing, cut or of another kind, or when
     *     others than its owner may read or write it (on POSIX file systems)
     */
    public static MasterKeys fromFile(Path file) {
        byte[] bytes = KeysetFile.read(file);
        try {
            return new MasterKeys(KeysetFormat.fromClear(bytes, "The file " + file));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * {@return the keys that {@link #toEncrypted} wrote}
     *
     * @param keyset what it wrote
     * @param kek the key of a KMS, or any other, that encrypted it; asked once, here
     * @param environment the environment it was written for, for example {@code production}
     * @throws dev.byok.ByokException {@code CONFIGURATION} when it does not decrypt: another key, another environment,
     *     damaged bytes, no permission, no network
     */
    public static MasterKeys fromEncrypted(byte[] keyset, Aead kek, String environment) {
        Objects.requireNonNull(keyset, "keyset");
        Objects.requireNonNull(kek, "kek");
        return new MasterKeys(KeysetFormat.fromEncrypted(keyset, kek, environment));
    }

    /**
     * {@return these keys, encrypted}
     *
     * <p>The bytes are a Tink keyset, encrypted with {@code byok-master|<environment>} as associated data. They hold
     * about 230 bytes for each key, and AWS KMS encrypts 4 KB: remove old keys before there are fifteen.
     *
     * @param kek the key of a KMS, or any other; asked once, here
     * @param environment the environment that alone can read it, so that a keyset of a test system is of no use in
     *     production
     * @throws dev.byok.ByokException {@code CONFIGURATION} when the key does not encrypt
     */
    public byte[] toEncrypted(Aead kek, String environment) {
        Objects.requireNonNull(kek, "kek");
        return KeysetFormat.toEncrypted(keyset, kek, environment);
    }

    /**
     * Writes these keys to a new file in the clear, see {@link #createFile}.
     *
     * @param file where it shall be; its directory exists
     * @throws dev.byok.ByokException {@code CONFIGURATION} when the file exists or cannot be written
     */
    public void writeFile(Path file) {
        byte[] bytes = KeysetFormat.toClearJson(keyset);
        try {
            KeysetFile.create(file, bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** {@return the id of the key that seals, as Tink's tools print it} */
    public long primaryKeyId() {
        return Integer.toUnsignedLong(keyset.primary().id());
    }

    /** {@return the ids of all keys, disabled ones too} */
    public List<Long> keyIds() {
        return keyset.ids();
    }

    /** {@return these keys and a new random one, which opens but does not seal yet} */
    public MasterKeys withNewKey() {
        return new MasterKeys(keyset.withNewKey());
    }

    /**
     * {@return these keys, of which another one seals}
     *
     * @param keyId its id
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when there is no such key, or it is disabled
     */
    public MasterKeys withPrimary(long keyId) {
        return new MasterKeys(keyset.withPrimary(keyId));
    }

    /**
     * {@return these keys, of which one neither seals nor opens any more}
     *
     * @param keyId its id
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when there is no such key, or it is the one that seals
     */
    public MasterKeys withDisabled(long keyId) {
        return new MasterKeys(keyset.withDisabled(keyId));
    }

    /**
     * {@return these keys but one; what it sealed is lost}
     *
     * @param keyId its id
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when there is no such key, or it is the one that seals
     */
    public MasterKeys without(long keyId) {
        return new MasterKeys(keyset.without(keyId));
    }

    MasterKeyset keyset() {
        return keyset;
    }

    /** {@return the ids of the keys} */
    @Override
    public String toString() {
        return "MasterKeys[primary=" + primaryKeyId() + ", all=" + keyIds() + "]";
    }
}
