package dev.byok.sealing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far sealing everything anew has come. Immutable.
 *
 * @param done how many rows were sealed anew
 * @param skipped how many needed nothing: under the primary key already, end-to-end encrypted, without a secret, or
 *     removed meanwhile
 * @param failed how many did not open or could not be written
 * @param remaining how many were not looked at yet, counted at the start
 * @param elapsed how long it took so far
 * @param estimatedEnd when it will be through at this rate; empty when it is, or before the first batch tells the rate
 * @param cursor where to go on after a stop; empty when it is through
 * @param failures of the last batch
 */
public record ResealProgress(
        long done,
        long skipped,
        long failed,
        long remaining,
        Duration elapsed,
        Optional<Instant> estimatedEnd,
        Optional<String> cursor,
        List<ResealFailure> failures) {

    /** Copies the failures. */
    public ResealProgress {
        failures = List.copyOf(failures);
    }

    /** {@return whether every row was looked at} */
    public boolean isComplete() {
        return cursor.isEmpty();
    }

    /** {@return how many rows were looked at in a second; 0 when no time passed} */
    public double rowsPerSecond() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds == 0 ? 0 : (done + skipped + failed) / seconds;
    }
}
