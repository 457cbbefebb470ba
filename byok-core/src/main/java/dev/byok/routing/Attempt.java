package dev.byok.routing;

import dev.byok.ErrorCode;
import dev.byok.chat.Usage;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One try of one route.
 *
 * @param provider the provider's id
 * @param model the vendor's model id; {@code *} for calls that name no model, such as lists and messages
 * @param credentialId the stored row; null when none was found
 * @param source whose key it was
 * @param error how it failed; null when it served the call
 * @param message why it failed, scrubbed; null when it served the call
 * @param vendorStatus the vendor's HTTP status; 0 when there was none to note
 * @param usage tokens, as far as the vendor reported them
 * @param firstContent from the start of the attempt to its first content; null when there was none
 * @param duration from the start of the attempt to its end
 */
public record Attempt(
        String provider,
        String model,
        @Nullable String credentialId,
        KeySource source,
        @Nullable ErrorCode error,
        @Nullable String message,
        int vendorStatus,
        Usage usage,
        @Nullable Duration firstContent,
        Duration duration) {

    /** Checks the parts that are always there. */
    public Attempt {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(duration, "duration");
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
