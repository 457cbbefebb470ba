package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.byok.credential.Secret;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PastedTest {

    static Stream<Arguments> typed() {
        return Stream.of(
                arguments("sk-FAKE-1234", "sk-FAKE-1234"),
                arguments(" \t\r\nsk-FAKE-1234\n ", "sk-FAKE-1234"),
                arguments("\u00A0sk-FAKE-1234\u3000", "sk-FAKE-1234"),
                arguments("\uFEFFsk-FAKE-1234", "sk-FAKE-1234"),
                arguments("\u200B\u200C\u200Dsk-FAKE-1234\u2060\u2028\u0085", "sk-FAKE-1234"),
                arguments("sk FAKE\u200B1234", "sk FAKE\u200B1234"),
                arguments("\u200Esk-FAKE", "\u200Esk-FAKE"),
                arguments("", ""),
                arguments(" \u00A0\uFEFF\u200B ", ""));
    }

    @ParameterizedTest
    @MethodSource("typed")
    void stripsBothEndsOnly(String typed, String kept) {
        assertThat(Pasted.strip(typed)).isEqualTo(kept);
        try (Pasted pasted = Pasted.of(Secret.of(typed))) {
            assertThat(pasted.text()).hasToString(kept);
            assertThat(pasted.isEmpty()).isEqualTo(kept.isEmpty());
        }
    }

    @Test
    void stripsAllThatUnicodeCallsWhiteSpace() {
        Pattern whiteSpace = Pattern.compile("(?U)\\s|[\uFEFF\u200B-\u200D\u2060]");

        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                String text = Character.toString(codePoint);
                assertThat(Pasted.strip(text).isEmpty())
                        .as("U+%04X", codePoint)
                        .isEqualTo(whiteSpace.matcher(text).matches());
            }
        }
    }

    @Test
    void wipesWhatItHeld() {
        Pasted pasted = Pasted.of(Secret.of(" sk-FAKE-1234 "));
        CharSequence text = pasted.text();

        pasted.close();

        assertThat(text).hasToString("\0".repeat(12));
    }

    @Test
    void leavesTheTypedSecretAsItIs() {
        Secret typed = Secret.of(" sk-FAKE-1234 ");

        Pasted.of(typed).close();

        assertThat(Bench.text(typed)).isEqualTo(" sk-FAKE-1234 ");
    }
}
