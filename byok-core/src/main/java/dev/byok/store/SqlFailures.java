package dev.byok.store;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of the database means. Its text is never passed on, because drivers put values into it; its state, number
 * and stack trace are.
 */
final class SqlFailures {

    private static final int H2_LOCK_TIMEOUT = 50200;
    private static final int MARIADB_CHANGED_SINCE_READ = 1020;

    private SqlFailures() {}

    static ByokException of(String what, SQLException failure) {
        String state = state(failure);
        boolean tooLong = state.startsWith("22");
        ByokException named = ByokException.of(
                        tooLong ? ErrorCode.INVALID_REQUEST : ErrorCode.CONFIGURATION,
                        "The key store failed to " + what + " (SQL state " + (state.isEmpty() ? "unknown" : state)
                                + ", error " + failure.getErrorCode() + ")")
                .hint(
                        tooLong
                                ? "a value is too long, or is text that the database does not take"
                                : hint(failure, state))
                .build();
        named.setStackTrace(failure.getStackTrace());
        return named;
    }

    static ByokException of(String what, RuntimeException failure) {
        ByokException named = ByokException.of(
                        ErrorCode.CONFIGURATION,
                        "The key store failed to " + what + " with "
                                + failure.getClass().getName())
                .hint("the stack trace shows where; the message is left out because it may hold values")
                .build();
        named.setStackTrace(failure.getStackTrace());
        return named;
    }

    /** {@return whether the transaction lost against another one, and may be tried again} */
    static boolean isLostRace(SQLException failure) {
        String state = state(failure);
        return state.startsWith("40")
                || failure.getErrorCode() == H2_LOCK_TIMEOUT
                || (state.equals("HY000") && failure.getErrorCode() == MARIADB_CHANGED_SINCE_READ);
    }

    static boolean isDuplicate(SQLException failure) {
        return failure instanceof SQLIntegrityConstraintViolationException
                || state(failure).startsWith("23");
    }

    static boolean isAboutLabels(SQLException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("byok_credential_label");
    }

    static boolean isMissingTable(SQLException failure) {
        String state = state(failure);
        return state.equals("42P01") || state.startsWith("42S0");
    }

    private static String hint(SQLException failure, String state) {
        if (isMissingTable(failure)) {
            return "run JdbcKeyStore.migrate(), or apply the SQL files in META-INF/byok/schema of byok-core";
        }
        if (state.equals("42501")) {
            return "the database user may not do this; see docs/storage.md for the rights it needs";
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return "check that the database is reachable; a change that failed so may have been made or not, read it again";
        }
        return isLostRace(failure)
                ? "other transactions held it up again and again; try once more"
                : "the stack trace shows where; the database's own text is left out because it may hold values";
    }

    private static String state(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return state == null ? "" : state;
    }
}
