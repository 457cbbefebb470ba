package dev.byok.crypto;

import static dev.byok.ErrorCode.UNDECRYPTABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.keyderivation.KeyDerivationConfig2026;
import com.google.crypto.tink.keyderivation.KeysetDeriver;
import dev.byok.ByokException;
import dev.byok.credential.Secret;
import dev.byok.crypto.InteropVectors.Case;
import dev.byok.crypto.internal.Binding;
import dev.byok.spi.SealContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InteropTest {

    private static final InteropVectors VECTORS = InteropVectors.load();
    // behind the header, the number of fields and LP("byok.secret")
    private static final int SCHEMA_AT = 9 + 2 + 13 + 2;

    private MasterKeys keys;
    private TinkSealer sealer;

    static List<Case> cases() {
        return VECTORS.cases();
    }

    @BeforeEach
    void loadMasterKeys(@TempDir Path directory) throws Exception {
        keys = VECTORS.masterKeys(directory);
        sealer = new TinkSealer(keys);
    }

    @Test
    void readsBothMasterKeysOfTheKeyset() {
        assertThat(keys.keyIds()).containsExactly(0x11223344L, 0x7a000001L);
        assertThat(keys.primaryKeyId()).isEqualTo(0x7a000001L);
        assertThat(VECTORS.cases()).hasSize(14);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void opensTheBlob(Case vector) {
        try (Secret opened = sealer.open(vector.context(), vector.text())) {
            assertThat(opened).isEqualTo(Secret.of(vector.plaintext()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void derivesTheTenantsKeyFromTheSameBytes(Case vector) throws Exception {
        byte[] info =
                Binding.tenantInfo(vector.context().tenant(), vector.context().salt());

        assertThat(info).isEqualTo(vector.info());
        assertThat(derivedKey(info, vector.masterKeyId())).isEqualTo(vector.derivedKey());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void authenticatesTheSameBytes(Case vector) {
        assertThat(Binding.associatedData(vector.context())).isEqualTo(vector.aad());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sealsWhatPlainAesGcmOpens(Case vector) throws Exception {
        TinkSealer sealing = new TinkSealer(keys.withPrimary(Integer.toUnsignedLong(vector.masterKeyId())));

        String sealed = sealing.seal(vector.context(), Secret.of(vector.plaintext()));

        byte[] blob = Base64.getUrlDecoder().decode(sealed.substring("bks1.".length()));
        assertThat(Arrays.copyOf(blob, 14)).isEqualTo(Arrays.copyOf(vector.blob(), 14));
        assertThat(blob).hasSameSizeAs(vector.blob());
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(vector.derivedKey(), "AES"),
                new GCMParameterSpec(128, blob, 14, 12));
        cipher.updateAAD(vector.aad());
        assertThat(new String(cipher.doFinal(blob, 26, blob.length - 26), UTF_8))
                .isEqualTo(vector.plaintext());
    }

    @Test
    void refusesEveryBlobWithAnyPartOfAnotherCasesContext() {
        int refused = 0;
        for (Case vector : VECTORS.cases()) {
            for (Case other : VECTORS.cases()) {
                for (SealContext swapped :
                        Contexts.swaps(vector.context(), other.context()).values()) {
                    assertThatThrownBy(() -> sealer.open(swapped, vector.text()))
                            .isInstanceOfSatisfying(
                                    ByokException.class,
                                    e -> assertThat(e.code()).isEqualTo(UNDECRYPTABLE));
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void refusesAnotherVersionOfTheSchema(Case vector) throws Exception {
        byte[] other = vector.aad().clone();
        assertThat(other[SCHEMA_AT]).isEqualTo((byte) '1');
        other[SCHEMA_AT] = '2';

        assertThat(sealer.open(vector.context(), sealedWith(vector, vector.aad())))
                .isEqualTo(Secret.of(vector.plaintext()));
        assertThatThrownBy(() -> sealer.open(vector.context(), sealedWith(vector, other)))
                .isInstanceOfSatisfying(
                        ByokException.class, e -> assertThat(e.code()).isEqualTo(UNDECRYPTABLE));
    }

    private static String sealedWith(Case vector, byte[] aad) throws Exception {
        byte[] blob = vector.blob().clone();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(vector.derivedKey(), "AES"),
                new GCMParameterSpec(128, blob, 14, 12));
        cipher.updateAAD(aad);
        byte[] ciphertext = cipher.doFinal(vector.plaintext().getBytes(UTF_8));
        System.arraycopy(ciphertext, 0, blob, 26, ciphertext.length);
        return "bks1." + Base64.getUrlEncoder().withoutPadding().encodeToString(blob);
    }

    private static byte[] derivedKey(byte[] info, int masterKeyId) throws Exception {
        KeysetHandle master = TinkJsonProtoKeysetFormat.parseKeyset(
                VECTORS.masterKeysetJson(), KeyDerivationConfig2026.get(), InsecureSecretKeyAccess.get());
        KeysetHandle derived = master.getPrimitive(KeyDerivationConfig2026.get(), KeysetDeriver.class)
                .deriveKeyset(info);
        for (int i = 0; i < derived.size(); i++) {
            if (derived.getAt(i).getId() == masterKeyId) {
                return ((AesGcmKey) derived.getAt(i).getKey()).getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
            }
        }
        throw new AssertionError("no master key " + masterKeyId);
    }
}
