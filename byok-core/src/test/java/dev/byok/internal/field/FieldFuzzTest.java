package dev.byok.internal.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/** What people type into fields of several lines is read by the rules or refused, and never repeated. */
class FieldFuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @FuzzTest(maxDuration = "1m")
    void headers(FuzzedDataProvider data) {
        String typed = data.consumeRemainingAsString();
        try {
            Map<String, String> headers = CustomHeaders.parse(typed);

            assertThat(headers).hasSizeLessThanOrEqualTo(32);
            headers.forEach((name, value) -> {
                assertThat(name).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
                assertThat(value).matches("[\\x21-\\x7E]([\\x20-\\x7E]{0,4094}[\\x21-\\x7E])?");
                assertThat(CustomHeaders.isReserved(name)).isFalse();
            });
            assertThat(headers.keySet().stream().map(CustomParameters::folded)).doesNotHaveDuplicates();
            assertThat(CustomHeaders.parse(CustomHeaders.lines(headers))).isEqualTo(headers);
        } catch (MalformedField refused) {
            assertNotRepeated(refused, typed);
        }
    }

    @FuzzTest(maxDuration = "1m")
    void parameters(FuzzedDataProvider data) throws IOException {
        String typed = data.consumeRemainingAsString();
        try {
            String json = CustomParameters.parse(typed);

            JsonNode members = JSON.readTree(json);
            assertThat(members.isObject()).isTrue();
            members.fieldNames()
                    .forEachRemaining(name ->
                            assertThat(CustomParameters.isReserved(name)).isFalse());
            assertThat(JSON.readTree(CustomParameters.parse(json))).isEqualTo(members);
        } catch (MalformedField refused) {
            assertNotRepeated(refused, typed);
        }
    }

    @FuzzTest(maxDuration = "1m")
    void serviceAccount(FuzzedDataProvider data) {
        String typed = data.consumeRemainingAsString();
        try {
            SecretJson.check(typed);

            assertThat(typed).startsWith("{").matches("[\\n\\r\\t\\x20-\\x7E]*");
        } catch (MalformedField refused) {
            assertNotRepeated(refused, typed);
        }
    }

    private static void assertNotRepeated(MalformedField refused, String typed) {
        assertThat(refused.getCause()).isNull();
        // short texts are in any sentence by chance
        if (typed.strip().length() > 12) {
            assertThat(refused.fault()).doesNotContain(typed.strip());
        }
    }
}
