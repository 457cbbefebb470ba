package dev.byok.internal.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomParametersTest {

    @Test
    void readsLinesWithScalarsAndTextsWithoutQuotes() {
        assertThat(CustomParameters.parse("top_k: 50\n\nmin_p:0.05\r\nflag: true\nnone: null\nname: a: \"b\"\n"
                        + "quoted: \"50\"\nempty:\nlist: [1]\ntwo: 1 2"))
                .isEqualTo("{\"top_k\":50,\"min_p\":0.05,\"flag\":true,\"none\":null,\"name\":\"a: \\\"b\\\"\","
                        + "\"quoted\":\"50\",\"empty\":\"\",\"list\":\"[1]\",\"two\":\"1 2\"}");
    }

    @Test
    void readsAJsonObject() {
        assertThat(CustomParameters.parse("{ \"top_k\" : 50, \"provider\": {\"order\": [\"a\", null]} }"))
                .isEqualTo("{\"top_k\":50,\"provider\":{\"order\":[\"a\",null]}}");
        assertThat(CustomParameters.parse("{}")).isEqualTo("{}");
    }

    @Test
    void keepsNumbersToTheDigit() {
        assertThat(CustomParameters.parse("a: 0.1000000000000000055511151231257827\nb: 12345678901234567890"))
                .isEqualTo("{\"a\":0.1000000000000000055511151231257827,\"b\":12345678901234567890}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model",
                "messages",
                "input",
                "prompt",
                "contents",
                "system",
                "stream",
                "stream_options",
                "tools",
                "tool_choice",
                "response_format",
                "api_key",
                "apikey",
                "key",
                "token",
                "api_base",
                "base_url",
                "endpoint",
                "headers",
                "extra_body",
                "extra_headers"
            })
    void refusesNamesThatTheLibrarySetsHoweverTheyAreSpelt(String name) {
        for (String spelt :
                new String[] {name, name.toUpperCase(Locale.ROOT), name.substring(0, 1) + upperTail(name)}) {
            assertThat(CustomParameters.isReserved(spelt)).isTrue();
            assertThat(fault("top_k: 1\n" + spelt + ": FAKE"))
                    .isEqualTo("may not set '" + name + "', which the library sets");
            assertThat(fault("{\"" + spelt + "\":\"FAKE\"}"))
                    .isEqualTo("may not set '" + name + "', which the library sets");
        }
    }

    // Go's decoder folds these two letters to k and s
    @ParameterizedTest
    @CsvSource({"to\u212aen,token", "\u017ftream,stream", "me\u017f\u017fages,messages"})
    void refusesNamesThatSomeServersFoldToOnesThatTheLibrarySets(String spelt, String name) {
        assertThat(fault("{\"" + spelt + "\":1}")).isEqualTo("may not set '" + name + "', which the library sets");
    }

    @Test
    void seesThroughEscapes() {
        assertThat(fault("{\"mod\\u0065l\":\"FAKE\"}")).isEqualTo("may not set 'model', which the library sets");
    }

    @Test
    void leavesReservedNamesWithinValuesAlone() {
        assertThat(CustomParameters.parse("{\"provider\":{\"model\":\"a\"}}"))
                .isEqualTo("{\"provider\":{\"model\":\"a\"}}");
    }

    @Test
    void refusesAParameterThatIsSetTwice() {
        assertThat(fault("top_k: 1\ntop_k: 2")).isEqualTo("sets a parameter twice, in line 2");
        assertThat(fault("{\"top_k\":1,\"top_k\":2}")).startsWith("is no valid JSON: see line 1, column ");
        assertThat(fault("{\"a\":{\"b\":\"FAKE\",\"b\":2}}")).startsWith("is no valid JSON: see line 1, column ");
    }

    @Test
    void refusesAMemberWithoutAName() {
        assertThat(fault(": 1")).isEqualTo("has no name and colon in line 1: write name: value, one parameter a line");
        assertThat(fault("top_k: 1\nFAKE"))
                .isEqualTo("has no name and colon in line 2: write name: value, one parameter a line");
        assertThat(fault("a: 1\n \t : 2"))
                .isEqualTo("has no name and colon in line 2: write name: value, one parameter a line");
        assertThat(fault("{\" \":1}")).isEqualTo("has a parameter without a name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\":FAKE}",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1} FAKE",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":\"\u0000\"}",
                "{/* FAKE */}"
            })
    void refusesWhatIsNoStrictJson(String text) {
        assertThat(fault(text)).startsWith("is no valid JSON: see line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1e400}", "{\"a\":[-1e999999999]}", "a: 1e400"})
    void refusesNumbersThatOtherReadersTakeForInfinite(String text) {
        assertThat(fault(text)).isEqualTo("has a number that is too large");
    }

    @Test
    void refusesMoreThan16Levels() {
        assertThat(CustomParameters.parse("{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}"))
                .hasSize(36);
        assertThat(fault("{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}"))
                .isEqualTo("is nested deeper than 16 levels, or has a number of too many digits");
        assertThat(fault("{\"a\":" + "9".repeat(1_001) + "}"))
                .isEqualTo("is nested deeper than 16 levels, or has a number of too many digits");
        assertThat(CustomParameters.parse("a: " + "[".repeat(17))).isEqualTo("{\"a\":\"" + "[".repeat(17) + "\"}");
    }

    @Test
    void refusesMoreThan64Kilobytes() {
        assertThat(CustomParameters.parse("a: " + "v".repeat(65_533))).hasSize(65_541);
        assertThat(fault("a: " + "v".repeat(65_534))).isEqualTo("is 65537 characters long, and 65536 are the most");
    }

    private static String upperTail(String name) {
        return name.substring(1).toUpperCase(Locale.ROOT);
    }

    private static String fault(String text) {
        MalformedField fault = catchThrowableOfType(MalformedField.class, () -> CustomParameters.parse(text));
        assertThat(fault).as("a fault").isNotNull().hasNoCause();
        assertThat(fault.fault()).doesNotContain("FAKE").doesNotContain("\n");
        return fault.fault();
    }
}
