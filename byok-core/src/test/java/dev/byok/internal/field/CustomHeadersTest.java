package dev.byok.internal.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomHeadersTest {

    @Test
    void readsLines() {
        assertThat(CustomHeaders.parse("X-Team: a b : c\r\n\r\n  cf-access:id;1  \nX-Empty-Lines: ok\n"))
                .containsExactly(
                        Map.entry("X-Team", "a b : c"),
                        Map.entry("cf-access", "id;1"),
                        Map.entry("X-Empty-Lines", "ok"));
    }

    @Test
    void readsAJsonObjectOfTexts() {
        assertThat(CustomHeaders.parse("{\"X-Team\": \"a\", \"x-id\": \"1\"}"))
                .containsExactly(Map.entry("X-Team", "a"), Map.entry("x-id", "1"));
        assertThat(CustomHeaders.parse("{}")).isEmpty();
    }

    @Test
    void writesLinesThatItReads() {
        String lines = CustomHeaders.lines(CustomHeaders.parse("{\"X-Team\": \"{a}: b\", \"x-id\": \"1\"}"));

        assertThat(lines).isEqualTo("X-Team: {a}: b\nx-id: 1");
        assertThat(CustomHeaders.parse(lines)).containsExactly(Map.entry("X-Team", "{a}: b"), Map.entry("x-id", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization",
                "proxy-authorization",
                "host",
                "content-length",
                "content-type",
                "transfer-encoding",
                "te",
                "trailer",
                "connection",
                "keep-alive",
                "upgrade",
                "expect",
                "cookie",
                "set-cookie",
                "forwarded",
                "x-forwarded-for",
                "x-forwarded-host",
                "x-real-ip",
                "via",
                "x-amz-security-token",
                "x-goog-user-project",
                "api-key",
                "x-api-key",
                "xi-api-key",
                "x-goog-api-key",
                "x-subscription-token",
                "anthropic-version",
                "openai-organization",
                "accept",
                "accept-encoding",
                "content-encoding"
            })
    void refusesHeadersThatAreNotTheCustomersHoweverTheyAreSpelt(String name) {
        for (String spelt : new String[] {name, name.toUpperCase(Locale.ROOT), capitalised(name)}) {
            assertThat(CustomHeaders.isReserved(spelt)).isTrue();
            assertThat(fault("x-fine: 1\n" + spelt + ": FAKE-VALUE"))
                    .isEqualTo("may not set the header " + name + ", in line 2");
            assertThat(fault("{\"x-fine\":\"1\",\"" + spelt + "\":\"FAKE-VALUE\"}"))
                    .isEqualTo("may not set the header " + name + ", in member 2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":authority",
                "",
                "a b",
                "a\tb",
                "a\"b",
                "(comment)",
                "a/b",
                "a@b",
                "n\u00e4me",
                "\u0430uthorization",
                "x\u200b"
            })
    void refusesNamesThatHttpDoesNotAllow(String name) {
        String json = "{\"" + name.replace("\"", "\\\"").replace("\t", "\\t") + "\":\"FAKE-VALUE\"}";

        assertThat(fault(json)).isEqualTo("has a header name that HTTP does not allow, in member 1");
    }

    @Test
    void refusesALineThatBeginsWithAColon() {
        assertThat(fault(":authority: evil.example"))
                .isEqualTo("has a header name that HTTP does not allow, in line 1");
        assertThat(fault(": FAKE-VALUE")).isEqualTo("has a header name that HTTP does not allow, in line 1");
    }

    @Test
    void refusesANameOfMoreThan64Characters() {
        assertThat(CustomHeaders.parse("x".repeat(64) + ": 1")).hasSize(1);
        assertThat(fault("x".repeat(65) + ": 1")).isEqualTo("has a header name that HTTP does not allow, in line 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " a",
                "a ",
                "a\\r\\nx-evil: 1",
                "a\\nb",
                "a\\tb",
                "\\u0000",
                "\\u007f",
                "\u00e9",
                "a\u200bb",
                "\u00b7\u00b7\u00b7",
                "\u2026"
            })
    void refusesValuesThatNoHeaderCanHold(String value) {
        assertThat(fault("{\"x-team\":\"" + value + "\"}"))
                .isEqualTo("has a value that is empty or not printable ASCII, in member 1");
    }

    @Test
    void refusesALineWithoutAValue() {
        assertThat(fault("x-one: 1\nx-team:  "))
                .isEqualTo("has a value that is empty or not printable ASCII, in line 2");
    }

    @Test
    void refusesAMaskThatIsTypedBack() {
        assertThat(fault("x-team: \u00b7\u00b7\u00b7, x-id: \u00b7\u00b7\u00b7"))
                .isEqualTo("has a value that is empty or not printable ASCII, in line 1");
    }

    @Test
    void refusesAValueOfMoreThan4096Characters() {
        assertThat(CustomHeaders.parse("x-team: " + "v".repeat(4096))).hasSize(1);
        assertThat(fault("x-team: " + "v".repeat(4097)))
                .isEqualTo("has a value of more than 4096 characters, in line 1");
    }

    @Test
    void refusesMoreThan32Headers() {
        assertThat(CustomHeaders.parse(headers(32))).hasSize(32);
        assertThat(fault(headers(33))).isEqualTo("has more than 32 headers");
    }

    // the pairwise comparison of names must not be what a pasted megabyte costs
    @Test
    void readsNoTextThatIsFarTooLong() {
        assertThat(fault("x".repeat(1 << 20))).isEqualTo("is 1048576 characters long, and 147456 are the most");
    }

    @ParameterizedTest
    @CsvSource({"x-team,X-TEAM", "x-team,x-team", "X-Team,x-tEAM"})
    void refusesAHeaderThatIsSetTwice(String once, String twice) {
        assertThat(fault(once + ": FAKE-1\n" + twice + ": FAKE-2")).isEqualTo("sets a header twice, in line 2");
        assertThat(fault("{\"" + once + "\":\"FAKE-1\",\"" + twice + "\":\"FAKE-2\"}"))
                .doesNotContain("FAKE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "null", "[\"FAKE\"]", "{\"a\":\"FAKE\"}"})
    void refusesJsonValuesThatAreNoTexts(String value) {
        assertThat(fault("{\"x-a\":\"1\",\"x-b\":" + value + "}"))
                .isEqualTo("has a value that is no text, in member 2");
    }

    @Test
    void namesTheLineWithoutAColonAndNothingOfIt() {
        assertThat(fault("x-a: 1\nsk-FAKE-0123456789"))
                .isEqualTo("has no colon in line 2: write name: value, one header a line");
    }

    private static String headers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "x-" + i + ": " + i).collect(Collectors.joining("\n"));
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String fault(String text) {
        MalformedField fault = catchThrowableOfType(MalformedField.class, () -> CustomHeaders.parse(text));
        assertThat(fault).as("a fault").isNotNull().hasNoCause();
        assertThat(fault.fault()).doesNotContain("FAKE").doesNotContain("\n");
        return fault.fault();
    }
}
