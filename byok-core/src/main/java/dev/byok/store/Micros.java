package dev.byok.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times as microseconds since 1970-01-01 UTC: a number means the same in every database and time zone of a session.
 */
final class Micros {

    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    static long of(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), PER_SECOND), time.getNano() / 1000);
    }

    static @Nullable Long orNull(Optional<Instant> time) {
        return time.map(Micros::of).orElse(null);
    }

    static Instant read(ResultSet row, String column) throws SQLException {
        return toInstant(row.getLong(column));
    }

    static @Nullable Instant readOrNull(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : toInstant(micros);
    }

    private static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1000);
    }
}
