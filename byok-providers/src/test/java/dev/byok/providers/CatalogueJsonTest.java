package dev.byok.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.spi.Capability;
import dev.byok.spi.Field;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderInfo;
import dev.byok.testkit.Committed;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a connect form needs of every vendor, as JSON that is written from the code. What is unknown is left out. */
class CatalogueJsonTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void tellsEverythingThatAFormNeeds() throws Exception {
        ObjectNode root = NODES.objectNode();
        ArrayNode all = root.putArray("providers");
        try (Providers providers = Providers.standard()) {
            providers.providers().stream()
                    .map(Provider::info)
                    .map(CatalogueJsonTest::provider)
                    .forEach(all::add);
        }

        Committed.assertMatches("docs/catalogue.json", pretty(root) + "\n");
    }

    @Test
    void isJsonWithAnEntryForEachVendor() throws Exception {
        JsonNode read =
                new JsonMapper().readTree(Files.readString(Committed.root().resolve("docs/catalogue.json")));

        assertThat(read.get("providers"))
                .extracting(provider -> provider.get("id").textValue())
                .containsExactlyElementsOf(Catalogue.vendors().stream()
                        .map(vendor -> vendor.info().id())
                        .toList());
    }

    private static ObjectNode provider(ProviderInfo info) {
        ObjectNode json = NODES.objectNode();
        json.put("id", info.id());
        json.put("name", info.name());
        putAll(json, "aliases", info.aliases());
        putAll(
                json,
                "capabilities",
                info.capabilities().stream().map(Capability::name).sorted().toList());
        info.baseUrl().ifPresent(url -> json.put("base_url", url));
        info.defaultModel().ifPresent(model -> json.put("default_model", model));
        info.docs().ifPresent(link -> json.put("docs", link));
        json.put("maturity", info.maturity().name().toLowerCase(Locale.ROOT));
        info.note().ifPresent(note -> json.put("note", note));
        putAll(json, "alternatives", info.schema().alternatives());
        ArrayNode fields = json.putArray("fields");
        info.schema().fields().forEach(field -> fields.add(field(field)));
        return json;
    }

    private static ObjectNode field(Field field) {
        ObjectNode json = NODES.objectNode();
        json.put("name", field.name());
        json.put("label", field.label());
        json.put("type", field.type().name().toLowerCase(Locale.ROOT));
        json.put("secret", field.isSecret());
        json.put("required", field.isRequired());
        json.put("advanced", field.isAdvanced());
        field.alternative().ifPresent(way -> json.put("alternative", way));
        field.help().ifPresent(help -> json.put("help", help));
        field.where().ifPresent(link -> json.put("where", link));
        field.prefix().ifPresent(prefix -> json.put("prefix", prefix));
        field.example().ifPresent(example -> json.put("example", example));
        field.pattern().ifPresent(pattern -> json.put("pattern", pattern));
        putAll(json, "choices", field.choices());
        return json;
    }

    private static void putAll(ObjectNode json, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode list = json.putArray(name);
            values.forEach(list::add);
        }
    }

    private static String pretty(ObjectNode root) throws Exception {
        // the same on every system
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);
        return new JsonMapper().writer(printer).writeValueAsString(root);
    }
}
