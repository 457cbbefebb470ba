package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.examples.gateway.http.Json;
import dev.byok.routing.KeyMode;
import dev.byok.routing.ModelChoice;
import dev.byok.routing.Strategy;
import dev.byok.routing.TenantSettings;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The part of an account's configuration that is about routing: mode, default models, strategy, intents, cost. */
final class AccountSettings {

    private AccountSettings() {}

    static TenantSettings changed(TenantSettings settings, JsonNode body) {
        TenantSettings.Builder builder = settings.toBuilder();
        JsonNode config = body.path("provider_config");
        Json.text(config, "mode").ifPresent(mode -> builder.mode(mode(mode)));
        for (AccountConfigRoutes.Block block : AccountConfigRoutes.BLOCKS) {
            Json.text(config.path(block.name()), "default_model")
                    .ifPresent(model -> builder.defaultModel(block.provider(), model));
        }
        JsonNode models = body.path("modelConfig");
        if (models.isObject()) {
            builder.models(choice(settings.models(), models));
            if (models.has("cost_limit_usd_per_request")) {
                builder.costLimitUsdPerRequest(amount(models.path("cost_limit_usd_per_request")));
            }
        }
        return builder.build();
    }

    // a limit that cannot be read must not become none
    private static Optional<BigDecimal> amount(JsonNode limit) {
        if (limit.isNull()) {
            return Optional.empty();
        }
        if (!limit.isNumber() || !Double.isFinite(limit.doubleValue()) || limit.doubleValue() < 0) {
            throw ByokException.of(
                            ErrorCode.INVALID_REQUEST, "'cost_limit_usd_per_request' is not an amount of US dollars")
                    .build();
        }
        return Optional.of(limit.decimalValue());
    }

    private static ModelChoice choice(ModelChoice present, JsonNode models) {
        Map<String, String> overrides = new LinkedHashMap<>(present.intentOverrides());
        models.path("overrides").properties().forEach(member -> {
            if (member.getValue().isNull()) {
                overrides.remove(member.getKey());
            } else {
                overrides.put(member.getKey(), member.getValue().asText());
            }
        });
        return new ModelChoice(
                Json.text(models, "strategy").map(AccountSettings::strategy).or(present::strategy),
                Json.text(models, "default_model").or(present::defaultModel),
                Json.text(models, "premium_model").or(present::premiumModel),
                present.premiumIntents(),
                Json.text(models, "tool_calling_model").or(present::toolCallingModel),
                overrides);
    }

    private static KeyMode mode(String id) {
        return Arrays.stream(KeyMode.values())
                .filter(mode -> mode.id().equals(id))
                .findFirst()
                .orElseThrow(() -> refused("'provider_config.mode' is byok or managed"));
    }

    private static Strategy strategy(String id) {
        return Arrays.stream(Strategy.values())
                .filter(strategy -> strategy.id().equals(id))
                .findFirst()
                .orElseThrow(() -> refused("'modelConfig.strategy' is one of "
                        + String.join(
                                ", ",
                                Arrays.stream(Strategy.values())
                                        .map(Strategy::id)
                                        .toList())));
    }

    private static ByokException refused(String rule) {
        return ByokException.of(ErrorCode.INVALID_REQUEST, rule).build();
    }

    static void write(ObjectNode json, TenantSettings settings) {
        ModelChoice models = settings.models();
        models.strategy().ifPresent(strategy -> json.put("strategy", strategy.id()));
        models.defaultModel().ifPresent(model -> json.put("default_model", model));
        models.premiumModel().ifPresent(model -> json.put("premium_model", model));
        models.toolCallingModel().ifPresent(model -> json.put("tool_calling_model", model));
        ObjectNode overrides = json.putObject("overrides");
        models.intentOverrides().forEach(overrides::put);
        settings.costLimitUsdPerRequest().ifPresent(limit -> json.put("cost_limit_usd_per_request", limit));
    }
}
