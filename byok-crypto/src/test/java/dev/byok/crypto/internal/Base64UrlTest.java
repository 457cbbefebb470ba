package dev.byok.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {

    @Test
    void readsWhatTheJdkWrites() {
        Random random = new Random(1);
        for (int length = 0; length < 200; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

            assertThat(Base64Url.decode(text, 0, text.length())).isEqualTo(bytes);
            assertThat(Base64Url.decode("((" + text + "))", 2, text.length() + 2))
                    .isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AAAAA",
                "AA==",
                "AAA=",
                "AA=",
                "A===",
                "====",
                "AA\n",
                "AAAA\n",
                " AAAA",
                "AA AA",
                "AA+A",
                "AA/A",
                "AB",
                "AP",
                "A_",
                "AAB",
                "AAD",
                "AA_",
                "AA\u00e1A",
                "AA\u0141A",
                "AA\uff21A",
                "\ud83d\udd11AA",
                "AA\0A"
            })
    void refusesAllButTheOneCanonicalSpelling(String text) {
        assertThat(Base64Url.decode(text, 0, text.length())).isNull();
    }

    @Test
    void acceptsOneLastCharacterInSixteenOrFour() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        assertThat(alphabet.chars()
                        .filter(c -> Base64Url.decode("A" + (char) c, 0, 2) != null)
                        .mapToObj(Character::toString))
                .containsExactly("A", "Q", "g", "w");
        assertThat(alphabet.chars().filter(c -> Base64Url.decode("AA" + (char) c, 0, 3) != null))
                .hasSize(16);
    }
}
