package dev.byok.examples.gateway.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the gateway itself refuses, before the library is asked. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable Duration retryAfter;

    /**
     * Makes one.
     *
     * @param status the HTTP status
     * @param code the stable text for clients
     * @param message one sentence for a person, without any value of the request
     */
    public Refusal(int status, String code, String message) {
        this(status, code, message, null);
    }

    /**
     * Makes one that says when to come back.
     *
     * @param status the HTTP status
     * @param code the stable text for clients
     * @param message one sentence for a person, without any value of the request
     * @param retryAfter when to come back
     */
    public Refusal(int status, String code, String message, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /** {@return the stable text for clients} */
    public String code() {
        return code;
    }

    /** {@return when to come back} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
