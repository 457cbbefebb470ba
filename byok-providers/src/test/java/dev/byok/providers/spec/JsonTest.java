package dev.byok.providers.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsDecimals() {
        JsonNode node = Json.readOrNull("{\"number\":0.25,\"text\":\"0.25\",\"whole\":3}");

        assertThat(Json.decimal(node, "number")).contains(new BigDecimal("0.25"));
        assertThat(Json.decimal(node, "text")).contains(new BigDecimal("0.25"));
        assertThat(Json.decimal(node.path("whole"))).contains(new BigDecimal("3"));
        assertThat(Json.decimal(node.path("text"))).isEmpty();
    }

    // a vendor's reply decides nothing, also where it is nonsense
    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999", "1e2147483647", "1e99999999999", "true", "null", "[]", "\"1e5\""})
    void readsNoDecimalWhereNoneIs(String value) {
        JsonNode node = Json.readOrNull("{\"a\":" + value + "}");

        assertThat(Json.decimal(node, "a")).isEmpty();
        assertThat(Json.decimal(node.path("a"))).isEmpty();
        assertThat(WordShape.seconds().time(node.path("a"))).isEqualTo(Duration.ZERO);
    }

    @Test
    void readsTheSmallestAsNothing() {
        JsonNode node = Json.readOrNull("{\"a\":1e-99999999999}");

        assertThat(Json.decimal(node, "a").orElseThrow().signum()).isZero();
    }
}
