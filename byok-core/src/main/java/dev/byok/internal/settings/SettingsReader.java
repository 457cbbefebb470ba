package dev.byok.internal.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.routing.FallbackChain;
import dev.byok.routing.KeyMode;
import dev.byok.routing.ModelChoice;
import dev.byok.routing.PlatformFallback;
import dev.byok.routing.Strategy;
import dev.byok.routing.TenantSettings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads settings from the members of a JSON object. */
final class SettingsReader {

    private static final Map<String, KeyMode> MODES = byId(KeyMode.values(), KeyMode::id);
    private static final Map<String, Strategy> STRATEGIES = byId(Strategy.values(), Strategy::id);
    private static final Map<String, PlatformFallback> POLICIES = byId(PlatformFallback.values(), PlatformFallback::id);
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,12})?");
    private static final int MOST_DIGITS = 30;
    private static final int MOST_TOKENS = 1_000_000_000;

    private final Members members;

    SettingsReader(Members members) {
        this.members = members;
    }

    TenantSettings read() {
        return TenantSettings.builder()
                .mode(members.oneOf("mode", MODES).orElse(KeyMode.BYOK))
                .providerPriority(members.texts("providerPriority"))
                .enabledProviders(members.set("enabledProviders"))
                .disabledProviders(members.set("disabledProviders").orElse(Set.of()))
                .defaultModels(members.textByName("defaultModels"))
                .models(models())
                .costLimitUsdPerRequest(amount("costLimitUsdPerRequest"))
                .refuseUnknownPrice(members.flag("refuseUnknownPrice"))
                .maxTokensPerRequest(tokens("maxTokensPerRequest"))
                .fallbackChains(chains())
                .allowedModels(members.setByName("allowedModels"))
                .weights(weights())
                .quotaGroups(members.setByName("quotaGroups"))
                .platformFallback(members.oneOf("platformFallback", POLICIES))
                .starredModels(members.models("starredModels"))
                .build();
    }

    private ModelChoice models() {
        return new ModelChoice(
                members.oneOf("strategy", STRATEGIES),
                members.model("defaultModel"),
                members.model("premiumModel"),
                members.set("premiumIntents").orElse(Set.of()),
                members.model("toolCallingModel"),
                members.modelByName("intentOverrides"));
    }

    private Map<String, Double> weights() {
        return members.byName(
                "weights",
                (at, node) -> members.check(node.isNumber() && node.doubleValue() >= 0, at, "is a number from 0")
                        ? Optional.of(node.doubleValue()).filter(Double::isFinite)
                        : Optional.empty());
    }

    private Map<String, FallbackChain> chains() {
        return members.byName("fallbackChains", (at, node) -> ChainJson.read(members, at, node));
    }

    /** An amount of money: a text or a number, read as the decimal digits that stand there. */
    private Optional<BigDecimal> amount(String name) {
        return members.take(name).flatMap(node -> {
            String digits = node.isNumber() ? digits(node.decimalValue()) : node.asText();
            boolean right = (node.isNumber() || node.isTextual())
                    && AMOUNT.matcher(digits).matches();
            return members.check(right, members.path(name), "is an amount of US dollars like 0.05, from 0")
                    ? Optional.of(new BigDecimal(digits))
                    : Optional.empty();
        });
    }

    // 1e2147483647 written out would take all memory
    private static String digits(BigDecimal amount) {
        return Math.abs((long) amount.scale()) > MOST_DIGITS ? "" : amount.toPlainString();
    }

    private OptionalInt tokens(String name) {
        Optional<JsonNode> node = members.take(name);
        if (node.isEmpty()) {
            return OptionalInt.empty();
        }
        boolean right = node.get().isIntegralNumber()
                && node.get().canConvertToInt()
                && node.get().intValue() >= 1
                && node.get().intValue() <= MOST_TOKENS;
        return members.check(right, members.path(name), "is a whole number from 1")
                ? OptionalInt.of(node.get().intValue())
                : OptionalInt.empty();
    }

    private static <T> Map<String, T> byId(T[] values, Function<T, String> id) {
        Map<String, T> byId = new LinkedHashMap<>();
        for (T value : values) {
            byId.put(id.apply(value), value);
        }
        return byId;
    }
}
