package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastedKeyTest {

    static Stream<Arguments> bad() {
        return Stream.of(
                // homoglyphs and invisible characters inside
                arguments("s\u0455-FAKE-SECRET", "character U+0455 at position 2"),
                arguments("sk\u2013FAKE-SECRET", "character U+2013 at position 3"),
                arguments("sk-FAKE-\u00E9SECRET", "character U+00E9 at position 9"),
                arguments("sk-FAKE\u200BSECRET", "character U+200B at position 8"),
                arguments("sk-FAKE-SECRET\u200E", "character U+200E at position 15"),
                arguments("\uD83D\uDD11\uD83D\uDD11\u0430sk-FAKE", "character U+1F511 at position 1"),
                arguments("sk-FAKE-\uFFFDSECRET", "character U+FFFD at position 9"),
                // what would end a header, or start another one
                arguments("sk-FAKE\nSECRET", "character U+000A at position 8"),
                arguments("sk-FAKE\r\nX-Evil: SECRET", "character U+000D at position 8"),
                arguments("sk-FAKE\0SECRET", "character U+0000 at position 8"),
                arguments("sk-FAKE\u007FSECRET", "character U+007F at position 8"),
                arguments("sk-FAKE SECRET", "character U+0020 at position 8"),
                arguments("sk-FAKE\u00A0SECRET", "character U+00A0 at position 8"),
                // something else than the key
                arguments("\"sk-FAKE-SECRET\"", "quotation mark at position 1"),
                arguments("'sk-FAKE-SECRET", "quotation mark at position 1"),
                arguments("sk-FAKE-SECRET`", "quotation mark at position 15"),
                arguments("\u201Csk-FAKE-SECRET\u201D", "quotation mark at position 1"),
                arguments("Bearer sk-FAKE-SECRET", "'Bearer' at position 1"),
                arguments("bEARER\u00A0sk-FAKE-SECRET", "'Bearer' at position 1"),
                arguments("export OPENAI_API_KEY=sk-FAKE-SECRET", "assignment at position 1"),
                arguments("OPENAI_API_KEY=sk-FAKE-SECRET", "assignment at position 1"),
                arguments("${OPENAI_API_KEY}", "placeholder '${\u2026}' at position 1"),
                arguments("sk-${SECRET}-FAKE", "placeholder '${\u2026}' at position 4"),
                arguments("sk-F***SECRET", "three asterisks at position 5"),
                arguments("sk-F\u2026SECRET", "ellipsis at position 5"),
                arguments("sk-F\u00B7\u00B7\u00B7CRET", "mask at position 5"),
                arguments("\u00B7\u00B7\u00B7", "mask at position 1"),
                // lengths
                arguments("sk-FAKE", "is 7 characters long"),
                arguments("sk-FAKE-" + "S".repeat(4089), "is 4097 characters long"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesWhatIsNoKey(String key, String reason) {
        String fault = PastedKey.fault(key, true);

        assertThat(fault)
                .contains(reason)
                .doesNotContain("FAKE", "SECRET", "OPENAI")
                .hasSizeLessThan(120);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-FAKE1",
                "sk-proj-FAKE_abc-DEF.123",
                "FAKE:telegram-like",
                "FAKE1234==",
                "fake_key=FAKE-1234",
                "FAKE...with...dots",
                "FAKE\"inner'quotes`FAKE",
                "FAKE**stars",
                "$FAKE{}$price",
                "BearerFAKE1234",
                "!#$%&()*+,-./:;<=>?@[]^_{|}~"
            })
    void acceptsWhatMayBeAKey(String key) {
        assertThat(PastedKey.fault(key, true)).isNull();
    }

    @Test
    void acceptsTheLongestKey() {
        assertThat(PastedKey.fault("F".repeat(4096), true)).isNull();
    }

    @Test
    void takesAnOptionalTokenOfAnyLength() {
        assertThat(PastedKey.fault("x", false)).isNull();
        assertThat(PastedKey.fault("x\u0000", false)).contains("U+0000 at position 2");
    }
}
