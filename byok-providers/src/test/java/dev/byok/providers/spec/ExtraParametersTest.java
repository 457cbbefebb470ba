package dev.byok.providers.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExtraParametersTest {

    @Test
    void writesEveryKindOfValue() {
        assertThat(written("text", "a\"b")).isEqualTo("{\"temperature\":0.5,\"text\":\"a\\\"b\"}");
        assertThat(written("flag", true)).endsWith("\"flag\":true}");
        assertThat(written("whole", 7L)).endsWith("\"whole\":7}");
        assertThat(written("exact", new BigDecimal("0.10"))).endsWith("\"exact\":0.10}");
        assertThat(written("list", List.of(1, "two"))).endsWith("\"list\":[1,\"two\"]}");
        assertThat(written("map", Map.of("a", Map.of("b", 1)))).endsWith("\"map\":{\"a\":{\"b\":1}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "MESSAGES", "Stream", "api_key", "base_url", "extra_headers"})
    void refusesNamesThatTheLibrarySets(String name) {
        refused(name, "x", "'" + name + "' is set by the library");
    }

    @Test
    void refusesANameThatTheRequestHasSet() {
        refused("temperature", 0.9, "'temperature' is set twice");
    }

    @Test
    void refusesWhatIsNoJson() {
        refused("value", Double.NaN, "JSON has no infinite numbers and no NaN");
        refused("value", new Object(), "a value is neither text, number, boolean, list nor map");
        refused("value", nested(17), "a value is nested deeper than 16 levels");
    }

    private static Object nested(int levels) {
        Object value = "deep";
        for (int i = 0; i < levels; i++) {
            value = new ArrayList<>(List.of(value));
        }
        return value;
    }

    private static void refused(String name, Object value, String rule) {
        assertThatThrownBy(() -> written(name, value)).isInstanceOfSatisfying(ByokException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.summary()).isEqualTo("An extra parameter is refused: " + rule);
        });
    }

    private static String written(String name, Object value) {
        byte[] json = Json.write(out -> {
            out.writeStartObject();
            out.writeNumberField("temperature", 0.5);
            ExtraParameters.write(out, Map.of(name, value));
            out.writeEndObject();
        });
        return new String(json, StandardCharsets.UTF_8);
    }
}
