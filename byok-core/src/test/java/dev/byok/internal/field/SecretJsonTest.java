package dev.byok.internal.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretJsonTest {

    @Test
    void acceptsAKeyFileAsItIsDownloaded() {
        assertThatCode(() -> SecretJson.check("{\r\n\t\"type\": \"service_account\",\n"
                        + "  \"private_key\": \"-----BEGIN PRIVATE KEY-----\\nFAKE\\n\"\n}"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk-FAKE-0123456789", "[{\"a\":\"FAKE\"}]", "\"FAKE\"", "null", "/home/FAKE/key.json"})
    void refusesWhatIsNoJsonObject(String text) {
        assertThat(fault(text)).isEqualTo("is no JSON object: paste the whole file, from { to }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"private_key\":\"FAKE",
                "{\"private_key\":\"line\nFAKE\"}",
                "{\"a\":\"FAKE\"} FAKE",
                "{\"a\":\"FAKE\",\"a\":\"FAKE2\"}",
                "{FAKE:1}"
            })
    void refusesBrokenJsonWithoutRepeatingIt(String text) {
        assertThat(fault(text)).matches("is no valid JSON: see line [12], column [0-9]+");
    }

    @ParameterizedTest
    @CsvSource({"\u00b7,00B7", "\u201c,201C", "\ufeff,FEFF", "\u007f,007F", "\u0455,0455"})
    void refusesCharactersThatNoKeyFileHas(String bad, String code) {
        assertThat(fault("{\"a\":\"FAKE" + bad + "\"}"))
                .isEqualTo(
                        "has character U+" + code + ", but such a key is ASCII: upload the file as it was downloaded");
    }

    @Test
    void refusesNul() {
        assertThat(fault("{\"a\":\"\0\"}")).startsWith("has character U+0000");
    }

    @Test
    void refusesMoreThan16Kilobytes() {
        String start = "{\"a\":\"";
        String end = "\"}";
        int left = 16_384 - start.length() - end.length();

        assertThatCode(() -> SecretJson.check(start + "k".repeat(left) + end)).doesNotThrowAnyException();
        assertThat(fault(start + "k".repeat(left + 1) + end))
                .isEqualTo("is 16385 characters long, and 16384 are the most");
    }

    @Test
    void refusesMoreThan16Levels() {
        assertThat(fault("{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}"))
                .isEqualTo("is nested deeper than 16 levels, or has a number of too many digits");
    }

    private static String fault(String text) {
        MalformedField fault = catchThrowableOfType(MalformedField.class, () -> SecretJson.check(text));
        assertThat(fault).as("a fault").isNotNull().hasNoCause();
        assertThat(fault.fault()).doesNotContain("FAKE").doesNotContain("\n");
        return fault.fault();
    }
}
