package dev.byok.internal.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.routing.KeyMode;
import dev.byok.routing.ModelChoice;
import dev.byok.routing.TenantSettings;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Writes settings as the members of a JSON object. What is as it would be without a word is left out. */
final class SettingsWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, JsonNode> members = new LinkedHashMap<>();

    Map<String, JsonNode> write(TenantSettings settings) {
        if (settings.mode() != KeyMode.BYOK) {
            text("mode", settings.mode().id());
        }
        list("providerPriority", settings.providerPriority());
        settings.enabledProviders().ifPresent(providers -> members.put("enabledProviders", array(providers)));
        list("disabledProviders", settings.disabledProviders());
        texts("defaultModels", settings.defaultModels());
        write(settings.models());
        settings.costLimitUsdPerRequest().ifPresent(limit -> text("costLimitUsdPerRequest", limit.toPlainString()));
        if (settings.refuseUnknownPrice()) {
            members.put("refuseUnknownPrice", JSON.booleanNode(true));
        }
        settings.maxTokensPerRequest().ifPresent(tokens -> members.put("maxTokensPerRequest", JSON.numberNode(tokens)));
        if (!settings.fallbackChains().isEmpty()) {
            ObjectNode chains = JSON.objectNode();
            settings.fallbackChains().forEach((name, chain) -> chains.set(name, ChainJson.write(chain)));
            members.put("fallbackChains", chains);
        }
        sets("allowedModels", settings.allowedModels());
        if (!settings.weights().isEmpty()) {
            ObjectNode weights = JSON.objectNode();
            settings.weights().forEach(weights::put);
            members.put("weights", weights);
        }
        sets("quotaGroups", settings.quotaGroups());
        settings.platformFallback().ifPresent(policy -> text("platformFallback", policy.id()));
        list("starredModels", settings.starredModels());
        return members;
    }

    private void write(ModelChoice models) {
        models.strategy().ifPresent(strategy -> text("strategy", strategy.id()));
        models.defaultModel().ifPresent(model -> text("defaultModel", model));
        models.premiumModel().ifPresent(model -> text("premiumModel", model));
        list("premiumIntents", models.premiumIntents());
        models.toolCallingModel().ifPresent(model -> text("toolCallingModel", model));
        texts("intentOverrides", models.intentOverrides());
    }

    private void text(String name, String value) {
        members.put(name, JSON.textNode(value));
    }

    private void list(String name, Collection<String> values) {
        if (!values.isEmpty()) {
            members.put(name, array(values));
        }
    }

    private void texts(String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode object = JSON.objectNode();
            values.forEach(object::put);
            members.put(name, object);
        }
    }

    private void sets(String name, Map<String, Set<String>> values) {
        if (!values.isEmpty()) {
            ObjectNode object = JSON.objectNode();
            values.forEach((key, set) -> object.set(key, array(set)));
            members.put(name, object);
        }
    }

    private static ArrayNode array(Collection<String> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }
}
