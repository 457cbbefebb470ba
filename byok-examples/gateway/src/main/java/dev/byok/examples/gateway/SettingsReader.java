package dev.byok.examples.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.examples.gateway.http.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads settings, and collects what is wrong with them. */
final class SettingsReader {

    private static final String PLATFORM = "BYOK_PLATFORM_";

    private static final Set<String> KNOWN = Set.of(
            "BYOK_HOST",
            "BYOK_PORT",
            "BYOK_HOME",
            "BYOK_JDBC_URL",
            "BYOK_JDBC_USER",
            "BYOK_JDBC_PASSWORD",
            "BYOK_MASTER_KEYSET",
            "BYOK_MASTER_KEY",
            "BYOK_ENVIRONMENT",
            "BYOK_TENANT_TOKENS",
            "BYOK_ALLOWED_ORIGINS",
            "BYOK_PLANS",
            "BYOK_VALIDATIONS");

    private final Map<String, String> given;
    private final List<String> faults = new ArrayList<>();

    SettingsReader(Map<String, String> environment, String... arguments) {
        this.given = new LinkedHashMap<>(environment);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                faults.add("an argument is --name=value");
                continue;
            }
            String name = argument.substring(2, equals).toUpperCase(Locale.ROOT).replace('-', '_');
            String setting = name.startsWith("BYOK_") ? name : "BYOK_" + name;
            if (!KNOWN.contains(setting) && !setting.startsWith(PLATFORM)) {
                faults.add("there is no setting " + setting);
            }
            given.put(setting, argument.substring(equals + 1).strip());
        }
    }

    Settings read() {
        Path home = value("BYOK_HOME", Path::of, "a path").orElse(Path.of("byok-data"));
        Settings settings = new Settings(
                value("BYOK_HOST", Function.identity(), "an address").orElse("127.0.0.1"),
                number("BYOK_PORT", 0, 65_535, 8080),
                home,
                value("BYOK_JDBC_URL", Function.identity(), "a JDBC URL"),
                value("BYOK_JDBC_USER", Function.identity(), "a name"),
                value("BYOK_JDBC_PASSWORD", Function.identity(), "a password"),
                value("BYOK_MASTER_KEYSET", Path::of, "a path"),
                value("BYOK_MASTER_KEY", Path::of, "a path"),
                value("BYOK_ENVIRONMENT", Function.identity(), "a name").orElse("production"),
                tenantTokens(),
                list("BYOK_ALLOWED_ORIGINS"),
                plans(),
                platformKeys(),
                number("BYOK_VALIDATIONS", 1, 1_000_000, 3));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return settings;
    }

    private <T> Optional<T> value(String name, Function<String, T> parse, String what) {
        String text = given.get(name);
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            faults.add(name + " is not " + what);
            return Optional.empty();
        }
    }

    private int number(String name, int least, int most, int otherwise) {
        String what = "a whole number from " + least + " to " + most;
        return value(
                        name,
                        text -> {
                            int number = Integer.parseInt(text);
                            if (number < least || number > most) {
                                throw new IllegalArgumentException();
                            }
                            return number;
                        },
                        what)
                .orElse(otherwise);
    }

    private List<String> list(String name) {
        return Arrays.stream(given.getOrDefault(name, "").split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private Map<String, String> tenantTokens() {
        Map<String, String> tenants = new LinkedHashMap<>();
        for (String pair : list("BYOK_TENANT_TOKENS")) {
            int equals = pair.indexOf('=');
            if (equals < 1 || equals + 1 == pair.length()) {
                faults.add("BYOK_TENANT_TOKENS is tenant=token,…");
            } else if (tenants.put(pair.substring(equals + 1), pair.substring(0, equals)) != null) {
                faults.add("BYOK_TENANT_TOKENS has one token twice");
            }
        }
        return tenants;
    }

    private Map<String, Plan> plans() {
        Map<String, Plan> plans = new LinkedHashMap<>();
        for (String pair : list("BYOK_PLANS")) {
            int equals = pair.indexOf('=');
            Optional<Plan> plan = Plan.find(pair.substring(equals + 1));
            if (equals < 1 || plan.isEmpty()) {
                faults.add("BYOK_PLANS is tenant=plan,… with the plans none, free and enterprise");
            } else {
                plans.put(pair.substring(0, equals), plan.get());
            }
        }
        return plans;
    }

    private Map<String, Map<String, String>> platformKeys() {
        Map<String, Map<String, String>> keys = new LinkedHashMap<>();
        given.forEach((name, text) -> {
            if (name.startsWith(PLATFORM)) {
                String provider = name.substring(PLATFORM.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                value(name, SettingsReader::fields, "a JSON object of texts")
                        .ifPresent(fields -> keys.put(provider, fields));
            }
        });
        return keys;
    }

    private static Map<String, String> fields(String json) {
        JsonNode object = Json.readOrNull(json);
        if (object == null || !object.isObject()) {
            throw new IllegalArgumentException();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        object.properties()
                .forEach(member -> fields.put(
                        member.getKey(),
                        member.getValue().isTextual()
                                ? member.getValue().textValue()
                                : member.getValue().toString()));
        return fields;
    }
}
