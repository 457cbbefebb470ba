package dev.byok.crypto;

import static dev.byok.ErrorCode.E2E_LOCKED;
import static dev.byok.ErrorCode.UNDECRYPTABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.credential.Secret;
import dev.byok.crypto.EndToEndVectors.Case;
import dev.byok.crypto.internal.EndToEndCipher;
import dev.byok.crypto.internal.Mnemonic;
import dev.byok.spi.EndToEndContext;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndToEndInteropTest {

    private static final List<Case> CASES = EndToEndVectors.load();
    private static final int HEADER = 81;
    // behind the header, the number of fields and LP("byok.e2e")
    private static final int SCHEMA_AT = HEADER + 2 + 10 + 2;

    static List<Case> cases() {
        return CASES;
    }

    @Test
    void hasTheCasesOfTheGoldenFile() {
        assertThat(CASES).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsThePhraseAndDerivesItsSeed(Case vector) {
        assertThat(Mnemonic.text(Mnemonic.words(vector.entropy())))
                .containsExactly(vector.mnemonic().toCharArray());
        assertThat(Mnemonic.seed(vector.mnemonic().toCharArray(), "")).isEqualTo(vector.seed());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void opensTheBlobWithThePhrase(Case vector) {
        try (RecoveryPhrase phrase = RecoveryPhrase.read(vector.mnemonic());
                EndToEndKey key = EndToEndKey.of(phrase);
                Secret opened = key.open(vector.context(), vector.text())) {
            assertThat(opened).isEqualTo(Secret.of(vector.plaintext()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sealsTheVeryBlobWithItsSaltAndNonce(Case vector) {
        String sealed = EndToEndCipher.seal(
                vector.seed(), vector.context(), vector.plaintext().getBytes(UTF_8), vector.salt(), vector.nonce());

        assertThat(sealed).isEqualTo(vector.text());
    }

    @Test
    void refusesEveryBlobWithAnyPartOfAnotherCasesPlace() {
        for (Case vector : CASES) {
            for (Case other : CASES) {
                if (vector != other) {
                    EndToEndContext a = vector.context();
                    EndToEndContext b = other.context();
                    assertMoved(vector, new EndToEndContext(b.tenant(), a.credential(), a.provider(), a.field()));
                    assertMoved(vector, new EndToEndContext(a.tenant(), b.credential(), a.provider(), a.field()));
                    assertMoved(vector, b);
                    assertOtherPhrase(vector, other);
                }
            }
            EndToEndContext place = vector.context();
            assertMoved(vector, new EndToEndContext(place.tenant(), place.credential(), "groq", place.field()));
            assertMoved(
                    vector, new EndToEndContext(place.tenant(), place.credential(), place.provider(), "client_secret"));
            // the same characters, cut elsewhere
            assertMoved(
                    vector,
                    new EndToEndContext(
                            place.tenant() + place.credential().charAt(0),
                            place.credential().substring(1),
                            place.provider(),
                            place.field()));
        }
    }

    @Test
    void refusesAnotherVersionOfTheSchema() throws Exception {
        JsonNode vector =
                EndToEndVectors.json("/vectors/e2e-interop.json").get("cases").get(0);
        Case first = CASES.get(0);
        byte[] aad = HexFormat.of().parseHex(vector.get("aad").textValue());

        assertThat(EndToEndCipher.open(first.seed(), first.context(), sealedWith(vector, aad)))
                .asString(UTF_8)
                .isEqualTo(first.plaintext());
        assertThat(aad[SCHEMA_AT]).isEqualTo((byte) '1');
        aad[SCHEMA_AT] = '2';
        String other = sealedWith(vector, aad);

        assertThat(catchThrowableOfType(
                                ByokException.class, () -> EndToEndCipher.open(first.seed(), first.context(), other))
                        .code())
                .isEqualTo(UNDECRYPTABLE);
    }

    private static String sealedWith(JsonNode vector, byte[] aad) throws Exception {
        byte[] blob = HexFormat.of().parseHex(vector.get("blob").textValue());
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(HexFormat.of().parseHex(vector.get("key").textValue()), "AES"),
                new GCMParameterSpec(128, blob, HEADER - 12, 12));
        cipher.updateAAD(aad);
        byte[] ciphertext = cipher.doFinal(vector.get("plaintext").textValue().getBytes(UTF_8));
        System.arraycopy(ciphertext, 0, blob, HEADER, ciphertext.length);
        return "bke1." + Base64.getUrlEncoder().withoutPadding().encodeToString(blob);
    }

    private static void assertMoved(Case vector, EndToEndContext place) {
        ByokException refused = catchThrowableOfType(
                ByokException.class, () -> EndToEndCipher.open(vector.seed(), place, vector.text()));

        assertThat(refused.code()).isEqualTo(UNDECRYPTABLE);
        assertThat(refused.summary()).contains("does not authenticate it");
    }

    private static void assertOtherPhrase(Case vector, Case other) {
        ByokException refused = catchThrowableOfType(
                ByokException.class, () -> EndToEndCipher.open(other.seed(), vector.context(), vector.text()));

        assertThat(refused.code()).isEqualTo(E2E_LOCKED);
        assertThat(refused.summary()).contains("another recovery phrase");
    }
}
