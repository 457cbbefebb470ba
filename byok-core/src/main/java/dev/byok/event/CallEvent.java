package dev.byok.event;

import dev.byok.ErrorCode;
import dev.byok.routing.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A routed call ended, served or not. It comes after the {@link UsageEvent}s of its attempts.
 *
 * @param receipt every attempt
 * @param capability what was called, for example {@code chat}
 * @param error how the call failed; null when it was served
 * @param startedAt when it began
 * @param duration from its beginning to its end, pauses between attempts included
 */
public record CallEvent(
        Receipt receipt, String capability, @Nullable ErrorCode error, Instant startedAt, Duration duration)
        implements ByokEvent {

    /** Checks the parts that are always there. */
    public CallEvent {
        Objects.requireNonNull(receipt, "receipt");
        Objects.requireNonNull(capability, "capability");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(duration, "duration");
    }

    @Override
    public String tenant() {
        return receipt.tenant();
    }

    /** {@return how the call failed, when it did} */
    public Optional<ErrorCode> failure() {
        return Optional.ofNullable(error);
    }
}
