package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.examples.gateway.http.Json;
import dev.byok.spi.Field;
import dev.byok.spi.ProviderInfo;
import java.util.List;
import java.util.Locale;

/** Which fields every provider's credential has, and what a form shows of the provider besides. */
final class FieldsJson {

    private FieldsJson() {}

    static ObjectNode of(List<ProviderInfo> infos) {
        ObjectNode json = Json.object();
        ObjectNode data = json.putObject("data");
        ObjectNode providers = json.putObject("providers");
        for (ProviderInfo info : infos) {
            ArrayNode fields = data.putArray(info.id());
            info.schema().fields().forEach(field -> field(fields.addObject(), field));
            provider(providers.putObject(info.id()), info);
        }
        return json;
    }

    private static void field(ObjectNode json, Field field) {
        json.put("name", field.name());
        json.put("label", field.label());
        json.put("type", field.type().name().toLowerCase(Locale.ROOT));
        json.put("secret", field.isSecret());
        json.put("required", field.isRequired());
        json.put("advanced", field.isAdvanced());
        field.help().ifPresent(text -> json.put("help", text));
        field.prefix().ifPresent(text -> json.put("prefix", text));
        field.where().ifPresent(link -> json.put("where", link));
        field.example().ifPresent(text -> json.put("example", text));
        field.pattern().ifPresent(regex -> json.put("pattern", regex));
        field.alternative().ifPresent(way -> json.put("alternative", way));
        if (!field.choices().isEmpty()) {
            ArrayNode choices = json.putArray("choices");
            field.choices().forEach(choices::add);
        }
    }

    private static void provider(ObjectNode json, ProviderInfo info) {
        json.put("name", info.name());
        info.baseUrl().ifPresent(url -> json.put("base_url", url));
        info.docs().ifPresent(link -> json.put("docs", link));
        info.defaultModel().ifPresent(model -> json.put("default_model", model));
        info.note().ifPresent(note -> json.put("note", note));
        json.put("maturity", info.maturity().name().toLowerCase(Locale.ROOT));
        ArrayNode capabilities = json.putArray("capabilities");
        info.capabilities().forEach(capability -> capabilities.add(capability.name()));
        ArrayNode aliases = json.putArray("aliases");
        info.aliases().forEach(aliases::add);
    }
}
