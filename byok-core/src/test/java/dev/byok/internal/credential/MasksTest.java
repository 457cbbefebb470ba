package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasksTest {

    @ParameterizedTest
    @CsvSource({
        "x, ···",
        "sk-FAKE-0123456789a, ···",
        "sk-FAKE-0123456789ab, sk-F···89ab",
        "sk-proj-FAKE-0123456789-0123456789-0123456789-7f2a, sk-p···7f2a"
    })
    void showsFourCharactersAtEachEndOfLongKeysOnly(String key, String mask) {
        assertThat(Masks.of(key)).isEqualTo(mask);
    }
}
