package dev.byok.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.byok.store.JsonText.Pair;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @Test
    void writesWhatEveryJsonReaderReads() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("b", "say \"hi\" \\ \n\u0001 \u65E5 \uD83D\uDD11");
        texts.put("a", "");

        String json = JsonText.ofTexts(texts);

        assertThat(json).isEqualTo("{\"b\":\"say \\\"hi\\\" \\\\ \\u000a\\u0001 \u65E5 \uD83D\uDD11\",\"a\":\"\"}");
        assertThat(JsonText.texts(json)).containsExactlyEntriesOf(texts);
        assertThat(JsonText.ofPairs(Map.of("api_key", new Pair("bks1.x", "sk\u00B7"))))
                .isEqualTo("{\"api_key\":[\"bks1.x\",\"sk\u00B7\"]}");
    }

    @Test
    void readsNothingFromNothing() {
        assertThat(JsonText.texts("{}")).isEmpty();
        assertThat(JsonText.pairs("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "{}x",
                "[]",
                "null",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":\"b\"",
                "{\"a\":\"b}",
                "{\"a\":1}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12x4\"}",
                "{\"a\":\"b\",}",
                "{,}",
                "{\"a\":\"b\" \"c\":\"d\"}",
                "{\"a\":\"\\"
            })
    void refusesWhatItDoesNotWrite(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.texts(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"b\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\",\"c\",\"d\"]}", "{\"a\":[\"b\",\"c\"}"})
    void refusesWhatIsNoPair(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.pairs(json));
    }
}
