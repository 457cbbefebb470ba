package dev.byok.routing;

import dev.byok.ErrorCode;
import dev.byok.chat.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One try of one route.
 *
 * @param provider the provider's id
 * @param model the vendor's model id; {@code *} where there is no model to name, as for lists and messages
 * @param credentialId the stored row; null when none was found, and for a key of the application
 * @param source whose key it was
 * @param sent whether a request was on its way to the vendor; whether it arrived is another question
 * @param error how it failed; null when it served the call
 * @param message why it failed, scrubbed; null when it served the call
 * @param vendorStatus the vendor's HTTP status; 0 when there was none to note
 * @param consumption what it used
 * @param cost what it cost
 * @param startedAt when it began
 * @param firstContent from the start of the attempt to its first content; null when there was none, and for an answer
 *     that came whole
 * @param duration from the start of the attempt to its end
 */
public record Attempt(
        String provider,
        String model,
        @Nullable String credentialId,
        KeySource source,
        boolean sent,
        @Nullable ErrorCode error,
        @Nullable String message,
        int vendorStatus,
        Consumption consumption,
        Cost cost,
        Instant startedAt,
        @Nullable Duration firstContent,
        Duration duration) {

    /** Checks the parts that are always there. */
    public Attempt {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(consumption, "consumption");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(duration, "duration");
    }

    /** {@return the tokens that it used} */
    public Usage usage() {
        return consumption.tokens();
    }

    /** {@return how it failed, when it did} */
    public Optional<ErrorCode> failure() {
        return Optional.ofNullable(error);
    }

    /** {@return whether it served the call} */
    public boolean served() {
        return error == null;
    }
}
