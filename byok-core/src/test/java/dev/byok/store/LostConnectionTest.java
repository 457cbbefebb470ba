package dev.byok.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.KeyStore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server ends a connection in the middle of a write. */
@Tag("databases")
class LostConnectionTest {

    @ParameterizedTest
    @EnumSource
    void leavesNothingHalfWritten(Database database) throws Exception {
        KeyStore other = JdbcKeyStore.builder(database.pool()).build().migrate();
        Tables.empty(database.pool());
        WatchedSource watched = new WatchedSource(database.source());
        KeyStore store = JdbcKeyStore.builder(watched.source()).build();
        for (String name : Writes.all("acme").keySet()) {
            boolean lost = true;
            for (int step = 1; lost; step++) {
                String tenant = name + step;
                Writes.prepare(other, tenant);
                String before = Writes.seen(other, tenant);

                lost = losesConnection(
                        database, watched, step, () -> write(name, tenant).accept(store));

                if (lost) {
                    assertThat(Writes.seen(other, tenant)).isEqualTo(before);
                    write(name, tenant).accept(store);
                }
                assertThat(Writes.seen(other, tenant)).isNotEqualTo(before);
                assertThat(watched.open).isEmpty();
            }
        }
    }

    /** {@return false when the write was over before that step} */
    private static boolean losesConnection(Database database, WatchedSource watched, int failing, Runnable write) {
        int[] step = {0};
        watched.beforeStep = (connection, text) -> {
            if (++step[0] == failing) {
                database.kill(connection);
            }
        };
        ByokException failure = catchThrowableOfType(ByokException.class, write::run);
        watched.beforeStep = (connection, text) -> {};
        if (failure == null) {
            return false;
        }
        assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(failure).hasNoCause();
        assertThat(failure.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("reachable"));
        return true;
    }

    private static Consumer<KeyStore> write(String name, String tenant) {
        return Writes.all(tenant).get(name);
    }
}
