package dev.byok.crypto;

import static dev.byok.crypto.Contexts.HOME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.keyderivation.KeyDerivationConfig2026;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MasterKeysEncryptedTest {

    private final Aead kek = kms();
    private final MasterKeys keys = MasterKeys.generate().withNewKey();
    private final byte[] encrypted = keys.toEncrypted(kek, "production");

    @Test
    void opensWhatItEncrypted() {
        String sealed = new TinkSealer(keys).seal(HOME, Secret.of("sk-FAKE-kms"));

        MasterKeys loaded = MasterKeys.fromEncrypted(encrypted, kek, "production");

        assertThat(loaded.keyIds()).isEqualTo(keys.keyIds());
        assertThat(loaded.primaryKeyId()).isEqualTo(keys.primaryKeyId());
        assertThat(new TinkSealer(loaded).open(HOME, sealed)).isEqualTo(Secret.of("sk-FAKE-kms"));
    }

    @Test
    void keepsDisabledKeysDisabled() {
        MasterKeys disabled = keys.withDisabled(keys.keyIds().get(1));

        MasterKeys loaded = MasterKeys.fromEncrypted(disabled.toEncrypted(kek, "production"), kek, "production");

        assertThatThrownBy(() -> loaded.withPrimary(keys.keyIds().get(1))).hasMessageContaining("is disabled");
    }

    @Test
    void isAKeysetThatTinkReads() throws Exception {
        KeysetHandle handle = TinkProtoKeysetFormat.parseEncryptedKeyset(
                encrypted, kek, "byok-master|production".getBytes(UTF_8), KeyDerivationConfig2026.get());

        assertThat(Integer.toUnsignedLong(handle.getPrimary().getId())).isEqualTo(keys.primaryKeyId());
    }

    @Test
    void asksTheKmsOnceAtStartAndNeverAgain() {
        AtomicInteger calls = new AtomicInteger();
        Aead counting = new Aead() {
            @Override
            public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
                throw new AssertionError("nothing is to be encrypted");
            }

            @Override
            public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
                calls.incrementAndGet();
                return kek.decrypt(ciphertext, associatedData);
            }
        };

        TinkSealer sealer = new TinkSealer(MasterKeys.fromEncrypted(encrypted, counting, "production"), 0);
        for (int i = 0; i < 10; i++) {
            sealer.open(HOME, sealer.seal(HOME, Secret.of("sk-FAKE-kms")));
        }

        assertThat(calls).hasValue(1);
    }

    @Test
    void refusesTheKeysetOfAnotherEnvironment() {
        for (String other : new String[] {"staging", "Production", "production ", "byok-master|production"}) {
            assertConfiguration(() -> MasterKeys.fromEncrypted(encrypted, kek, other), "same environment");
        }
    }

    @Test
    void refusesTheKeyOfAnotherKms() {
        assertConfiguration(() -> MasterKeys.fromEncrypted(encrypted, kms(), "production"), "does not open");
    }

    @Test
    void refusesEveryCutAndEveryChangedByteOfTheCiphertext() {
        AtomicReference<byte[]> written = new AtomicReference<>();
        byte[] bytes = keys.toEncrypted(seeing(written::set), "production");
        int start = indexOf(written.get(), bytes);

        for (int at = start; at < start + written.get().length; at++) {
            byte[] cut = Arrays.copyOf(bytes, at);
            byte[] changed = bytes.clone();
            changed[at] ^= 1;

            assertConfiguration(() -> MasterKeys.fromEncrypted(cut, kek, "production"), "does not open");
            assertConfiguration(() -> MasterKeys.fromEncrypted(changed, kek, "production"), "does not open");
        }
    }

    @Test
    void refusesABlankEnvironment() {
        for (String blank : new String[] {"", " ", "\t\n"}) {
            assertConfiguration(() -> keys.toEncrypted(kek, blank), "blank");
            assertConfiguration(() -> MasterKeys.fromEncrypted(encrypted, kek, blank), "blank");
        }
    }

    @Test
    void namesTheKindOfAKmsFailureAndNotWhatItSays() {
        Aead broken = new Aead() {
            @Override
            public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
                throw new GeneralSecurityException("FAKE-token", new IllegalAccessException("FAKE-token"));
            }

            @Override
            public byte[] decrypt(byte[] ciphertext, byte[] associatedData) {
                throw new UnsupportedOperationException("FAKE-token");
            }
        };

        assertConfiguration(() -> keys.toEncrypted(broken, "production"), "IllegalAccessException");
        assertConfiguration(
                () -> MasterKeys.fromEncrypted(encrypted, broken, "production"), "UnsupportedOperationException");
    }

    @Test
    void fitsIntoOneCallOfAwsKms() {
        MasterKeys many = MasterKeys.generate();
        for (int i = 1; i < 14; i++) {
            many = many.withNewKey();
        }
        AtomicReference<byte[]> written = new AtomicReference<>();
        many.toEncrypted(seeing(written::set), "production");

        int overheadOfTheKek = 33;
        assertThat(written.get().length - overheadOfTheKek).isBetween(3000, 4096);
    }

    private Aead seeing(Consumer<byte[]> ciphertexts) {
        return new Aead() {
            @Override
            public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
                byte[] ciphertext = kek.encrypt(plaintext, associatedData);
                ciphertexts.accept(ciphertext);
                return ciphertext;
            }

            @Override
            public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
                return kek.decrypt(ciphertext, associatedData);
            }
        };
    }

    private static int indexOf(byte[] part, byte[] whole) {
        for (int at = 0; at <= whole.length - part.length; at++) {
            if (Arrays.equals(part, 0, part.length, whole, at, at + part.length)) {
                return at;
            }
        }
        throw new AssertionError("the ciphertext is not in the keyset");
    }

    private static Aead kms() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get())
                    .getPrimitive(AeadConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertConfiguration(ThrowingCallable call, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ByokException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
                .hasMessageContaining(words)
                .hasMessageNotContaining("FAKE")
                .hasNoCause();
    }
}
