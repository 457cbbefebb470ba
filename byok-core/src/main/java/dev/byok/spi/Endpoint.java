package dev.byok.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a credential is sent.
 *
 * @param origin scheme, host and port in normal form, for example {@code https://api.openai.com}; {@link #PER_CALL}
 *     when every call brings its own endpoint
 * @param baseUrl the URL that paths are appended to; null when every call brings its own endpoint
 * @param tenantSupplied whether a customer chose it: platform keys are never sent there
 */
public record Endpoint(String origin, @Nullable String baseUrl, boolean tenantSupplied) {

    /** The origin of credentials whose endpoint comes with each call. */
    public static final String PER_CALL = "per-call:";

    /** Checks that an origin is given. */
    public Endpoint {
        Objects.requireNonNull(origin, "origin");
    }

    /** {@return an endpoint that comes with each call} */
    public static Endpoint perCall() {
        return new Endpoint(PER_CALL, null, true);
    }
}
