package dev.byok.providers.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ModelEntryTest {

    @Test
    void knowsOnlyTheIdUnlessMoreIsTold() {
        JsonNode node = json("{'id':'m','name':' ','window':0,'most':-1}");

        ModelInfo model = ModelEntry.of("vendor", node, "id")
                .name(node, "name")
                .contextWindow(node, "window")
                .maxOutput(node, "most")
                .build();

        assertThat(model).isEqualTo(ModelInfo.of("vendor", "m"));
    }

    @Test
    void needsAnId() {
        assertThatThrownBy(() -> ModelEntry.of("vendor", json("{'name':'m'}"), "id"))
                .isInstanceOf(MalformedReply.class);
    }

    @Test
    void readsPricesAsNumbersAndAsText() {
        JsonNode node = json("{'a':0.15,'b':3,'c':'0.60','d':1e-7,'e':0,'f':100.0}");

        assertThat(price(node, "a")).contains("0.15");
        assertThat(price(node, "b")).contains("3");
        assertThat(price(node, "c")).contains("0.6");
        assertThat(price(node, "d")).contains("0.0000001");
        assertThat(price(node, "e")).contains("0");
        assertThat(price(node, "f")).contains("100");
    }

    @Test
    void knowsNoPriceThatIsNone() {
        JsonNode node = json("{'a':-1,'b':'-1','c':'1e3','d':'free','e':null,'f':{},'g':true,'h':1e999}");

        for (String name : "a b c d e f g h i".split(" ")) {
            assertThat(price(node, name)).as(name).isEmpty();
        }
    }

    private static Optional<String> price(JsonNode node, String name) {
        return ModelEntry.of("vendor", json("{'id':'m'}"), "id")
                .prices(Json.decimal(node, name), Optional.empty())
                .build()
                .inputPrice()
                .map(BigDecimal::toPlainString);
    }

    private static JsonNode json(String text) {
        return Json.readOrNull(text.replace('\'', '"'));
    }
}
