package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanarySearchTest {

    private static final Canary CANARY = Canary.make();
    private static final String KEY = CANARY.value();

    private final CanarySearch search = new CanarySearch();

    CanarySearchTest() {
        search.add(CANARY);
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of("raw", KEY),
                Arguments.of("reversed", new StringBuilder(KEY).reverse().toString()),
                Arguments.of("base64", base64("" + KEY)),
                Arguments.of("base64", base64("u" + KEY)),
                Arguments.of("base64", base64("u:" + KEY)),
                Arguments.of("base64", base64("user:" + KEY + ":more")),
                Arguments.of(
                        "base64",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(KEY.getBytes(StandardCharsets.UTF_8))),
                Arguments.of("hex", HexFormat.of().formatHex(KEY.getBytes(StandardCharsets.UTF_8))),
                Arguments.of("hex", HexFormat.of().withUpperCase().formatHex(KEY.getBytes(StandardCharsets.UTF_8))),
                Arguments.of(
                        "percent-encoded",
                        HexFormat.of().withPrefix("%").formatHex(KEY.getBytes(StandardCharsets.UTF_8))),
                Arguments.of(
                        "percent-encoded",
                        HexFormat.of().withUpperCase().withPrefix("%").formatHex(KEY.getBytes(StandardCharsets.UTF_8))),
                Arguments.of(
                        "JSON-escaped",
                        HexFormat.of().withPrefix("\\u00").formatHex(KEY.getBytes(StandardCharsets.UTF_8))),
                Arguments.of(
                        "JSON-escaped",
                        HexFormat.of()
                                .withUpperCase()
                                .withPrefix("\\u00")
                                .formatHex(KEY.getBytes(StandardCharsets.UTF_8))),
                Arguments.of(
                        "HTML-escaped",
                        KEY.chars().mapToObj(c -> "&#" + c + ";").collect(Collectors.joining())),
                Arguments.of(
                        "HTML-escaped",
                        HexFormat.of()
                                .withPrefix("&#x")
                                .withSuffix(";")
                                .formatHex(KEY.getBytes(StandardCharsets.UTF_8))),
                Arguments.of("UTF-16", latin1(StandardCharsets.UTF_16LE)),
                Arguments.of("UTF-16", latin1(StandardCharsets.UTF_16BE)));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void findsTheKeyInEveryEncoding(String form, String text) {
        assertThat(search.find("before " + text + " after"))
                .extracting(hit -> hit.form().name())
                .containsOnly(form);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void findsTheMiddleHalfOfTheKeyInEveryEncoding(String form, String text) {
        int random = text.length() * 24 / KEY.length();
        int from = form.equals("reversed") ? random / 4 : text.length() - random * 3 / 4;

        assertThat(search.find("…" + text.substring(from, from + random / 2) + "…"))
                .extracting(hit -> hit.form().name())
                .containsOnly(form);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 20, 30, 31})
    void findsAnyEightCharactersInARow(int from) {
        String piece = KEY.substring(from, from + 8);

        assertThat(search.find("<a>" + piece + "<b>")).singleElement().satisfies(hit -> {
            assertThat(hit.canary()).isSameAs(CANARY);
            assertThat(hit.start()).isEqualTo(3);
            assertThat(hit.end()).isEqualTo(11);
        });
    }

    @Test
    void ignoresSevenCharactersInARow() {
        assertThat(search.find(KEY.substring(15, 22) + " " + KEY.substring(30, 37)))
                .isEmpty();
    }

    @Test
    void ignoresAMaskOfTheFirstAndLastFourCharacters() {
        String ends = KEY.substring(0, 4) + "••••••••" + KEY.substring(KEY.length() - 4);

        assertThat(search.find(ends + " sk-F****************" + KEY.substring(KEY.length() - 4)))
                .isEmpty();
        assertThat(search.find(base64(ends))).isEmpty();
        assertThat(search.find(HexFormat.of().formatHex(ends.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void ignoresThePartThatAllCanariesShare() {
        String shared = "sk-FAKE-CANARY-";

        assertThat(search.find(shared + base64(shared) + base64("user:" + shared)))
                .isEmpty();
    }

    @Test
    void tellsCanariesApart() {
        Canary other = Canary.make("gsk_");
        search.add(other);

        assertThat(search.find(other.value() + "," + KEY))
                .extracting(CanarySearch.Hit::canary)
                .containsExactly(other, CANARY);
    }

    @Test
    void isNotConfusedByTextBeyondLatin1() {
        assertThat(search.find("日本語" + KEY.charAt(15) + "語" + KEY.substring(15)))
                .singleElement()
                .satisfies(hit -> assertThat(hit.start()).isEqualTo(5));
    }

    @Test
    void findsTheKeyOfARecording() {
        Canary recorded = Canary.fixed("sk-FAKE-recorded-", "q7Zr2Lm9Xw4Tn8Vb");
        search.add(recorded);

        assertThat(Canary.fixed("sk-FAKE-recorded-", "q7Zr2Lm9Xw4Tn8Vb")).isSameAs(recorded);
        assertThat(recorded.value()).isEqualTo("sk-FAKE-recorded-q7Zr2Lm9Xw4Tn8Vb");
        assertThat(search.find("sk-FAKE-recorded-")).isEmpty();
        assertThat(search.find(base64("user:" + recorded.value())))
                .extracting(CanarySearch.Hit::canary)
                .containsOnly(recorded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "q7Zr2Lm9Xw4Tn8V", "q7Zr2Lm9-Xw4Tn8Vb"})
    void refusesAKeyThatMayTurnUpByChance(String random) {
        assertThatIllegalArgumentException().isThrownBy(() -> Canary.fixed("sk-FAKE-", random));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String latin1(Charset charset) {
        return new String(KEY.getBytes(charset), StandardCharsets.ISO_8859_1);
    }
}
