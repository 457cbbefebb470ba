package dev.byok.examples.gateway;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator says about a gateway.
 *
 * @param host the address it listens on
 * @param port the port; 0 for any that is free
 * @param home the directory of the database and of the development keyset
 * @param jdbcUrl the database; empty for an H2 file in {@code home}
 * @param jdbcUser who signs in there
 * @param jdbcPassword and with what
 * @param keyset the file of the master keys; empty for one in {@code home} that is made at the first start
 * @param keysetKey the file of the key that {@code keyset} is encrypted with; empty when it is in the clear
 * @param environment what an encrypted {@code keyset} is for
 * @param tenantTokens tenants by the token that their requests carry; empty for one tenant with a random token
 * @param allowedOrigins exact origins that customers' endpoints may have besides public https ones
 * @param plans plans by tenant; a tenant without one is on {@code enterprise}
 * @param platformKeys the application's own credentials: fields by name, by provider
 * @param validations how many keys a tenant may have validated in five minutes
 */
record Settings(
        String host,
        int port,
        Path home,
        Optional<String> jdbcUrl,
        Optional<String> jdbcUser,
        Optional<String> jdbcPassword,
        Optional<Path> keyset,
        Optional<Path> keysetKey,
        String environment,
        Map<String, String> tenantTokens,
        List<String> allowedOrigins,
        Map<String, Plan> plans,
        Map<String, Map<String, String>> platformKeys,
        int validations) {

    Settings {
        tenantTokens = Map.copyOf(tenantTokens);
        allowedOrigins = List.copyOf(allowedOrigins);
        plans = Map.copyOf(plans);
        platformKeys = Map.copyOf(platformKeys);
    }

    /**
     * {@return the settings}
     *
     * @param environment variables by name, of which those that start with {@code BYOK_} count
     * @param arguments {@code --name=value}, which go before the environment; {@code --port} is {@code BYOK_PORT}
     * @throws IllegalArgumentException that names every setting which cannot be read, and no value of one
     */
    static Settings of(Map<String, String> environment, String... arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("BYOK_") && !value.isBlank()) {
                given.put(name, value.strip());
            }
        });
        return new SettingsReader(given, arguments).read();
    }

    /** {@return address and numbers only: the rest holds tokens and keys} */
    @Override
    public String toString() {
        return "Settings[" + host + ":" + port + ", " + tenantTokens.size() + " tenants]";
    }
}
