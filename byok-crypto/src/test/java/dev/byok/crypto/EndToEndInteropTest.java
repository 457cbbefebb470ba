package dev.byok.crypto;

import static dev.byok.ErrorCode.E2E_LOCKED;
import static dev.byok.ErrorCode.UNDECRYPTABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.credential.Secret;
import dev.byok.crypto.EndToEndVectors.Case;
import dev.byok.crypto.internal.EndToEndCipher;
import dev.byok.crypto.internal.Mnemonic;
import dev.byok.spi.EndToEndContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndToEndInteropTest {

    private static final List<Case> CASES = EndToEndVectors.load();

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
