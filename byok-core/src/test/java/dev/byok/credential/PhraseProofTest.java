package dev.byok.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseProofTest {

    private static final PhraseProof ZEROS = PhraseProof.of(new byte[32]);

    @Test
    void readsTheTextThatItGave() {
        assertThat(ZEROS.text()).isEqualTo("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assertThat(PhraseProof.parse(ZEROS.text())).contains(ZEROS);
    }

    @Test
    void isRecognisedByItsHash() {
        // SHA-256 of 32 zero bytes, from Python's hashlib
        assertThat(ZEROS.verifier()).isEqualTo("Zmh6rfhivXdsj8GLjp-OIAiXFIVu4jOzkCpZHQ1fKSU");
        assertThat(ZEROS.matches(ZEROS.verifier())).isTrue();

        byte[] other = new byte[32];
        other[31] = 1;
        assertThat(PhraseProof.of(other).matches(ZEROS.verifier())).isFalse();
        assertThat(ZEROS.matches("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\u0410",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void refusesWhatIsNoProof(String text) {
        assertThat(PhraseProof.parse(text)).isEmpty();
    }

    @Test
    void hasThirtyTwoBytes() {
        assertThatThrownBy(() -> PhraseProof.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNotChangedFromOutsideAndPrintsAsAMask() {
        byte[] bytes = new byte[32];
        PhraseProof proof = PhraseProof.of(bytes);

        Arrays.fill(bytes, (byte) 7);

        assertThat(proof).isEqualTo(ZEROS).hasSameHashCodeAs(ZEROS).hasToString("PhraseProof[***]");
    }
}
