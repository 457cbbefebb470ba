package dev.byok.store;

import static dev.byok.store.SealingNodes.KEY;
import static dev.byok.store.SealingNodes.NEW;
import static dev.byok.store.SealingNodes.connect;
import static dev.byok.store.SealingNodes.keyOn;
import static dev.byok.store.SealingNodes.rotate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.StoreListener;
import dev.byok.spi.StoredCredential;
import dev.byok.testkit.ForwardingKeyStore;
import dev.byok.testkit.MovableClock;
import dev.byok.testkit.PostgresServer;
import dev.byok.testkit.Race;
import dev.byok.testkit.StoreChanges;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes that do not hear of each other, or not in time. */
@Tag("databases")
@Timeout(120)
class NodesApartTest {

    private static final Duration EXPIRY = Duration.ofSeconds(30);
    private static final String LISTENER = "listener that is cut";
    private static final String OF_LISTENER = " from pg_stat_activity where application_name = '" + LISTENER + "'";

    @Test
    void whileTheListenerIsCutTheExpiryOfCachedRowsIsTheBound() throws Exception {
        AtomicBoolean down = new AtomicBoolean();
        MovableClock clock = new MovableClock();
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (SealingNodes nodes = SealingNodes.on(Database.POSTGRESQL);
                JdbcKeyStore storeB = JdbcKeyStore.builder(nodes.source)
                        .listenOn(failing(PostgresServer.source(LISTENER), down))
                        .build()) {
            // before anybody listens, so that no news of it comes late
            ByokClient nodeA = nodes.after();
            String id = connect(nodeA, "acme", "main", "1");
            Runnable begun = storeB.onChange(telling(heard));
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(StoreChanges.ANYTHING);
            try (ByokClient nodeB = ByokClient.builder()
                    .provider(new NotesVendor())
                    .keyStore(storeB)
                    .sealer(new RingSealer(NEW))
                    .clock(clock)
                    .build()) {
                begun.run();
                // after the client's own, so that what is heard here was heard there
                storeB.onChange(telling(heard));
                assertThat(keyOn(nodeB, "acme", "main")).isEqualTo(KEY + "1");
                down.set(true);
                cut(nodes.source);
                rotate(nodeA, "acme", id, "2");

                clock.move(EXPIRY.minusMillis(1));
                assertThat(keyOn(nodeB, "acme", "main")).isEqualTo(KEY + "1");
                clock.move(Duration.ofMillis(1));
                assertThat(keyOn(nodeB, "acme", "main")).isEqualTo(KEY + "2");

                rotate(nodeA, "acme", id, "3");
                heard.clear();
                down.set(false);
                assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(StoreChanges.ANYTHING);
                assertThat(keyOn(nodeB, "acme", "main")).isEqualTo(KEY + "3");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoAdminsWhoRotateAtOnceOneWinsAndOneGetsAConflict(Database database) throws Exception {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            String id = connect(nodes.after(), "acme", "main", "first");
            CyclicBarrier bothHaveRead = new CyclicBarrier(2);
            List<ByokClient> admins = List.of(
                    nodes.node(new RingSealer(NEW), meeting(nodes.store, bothHaveRead)),
                    nodes.node(new RingSealer(NEW), meeting(nodes.store, bothHaveRead)));

            // those who met a conflict are left out
            List<String> winners = Race.of(2, admin -> {
                rotate(admins.get(Integer.parseInt(admin)), "acme", id, "of-" + admin);
                return admin;
            });

            assertThat(winners).hasSize(1);
            assertThat(keyOn(nodes.after(), "acme", "main")).isEqualTo(KEY + "of-" + winners.get(0));
            assertThat(nodes.store.find("acme", id).orElseThrow().secretVersion())
                    .isEqualTo(2);
        }
    }

    private static StoreListener telling(LinkedBlockingQueue<String> heard) {
        return new StoreListener() {
            @Override
            public void tenantChanged(String tenant) {}

            @Override
            public void anythingChanged() {
                heard.add(StoreChanges.ANYTHING);
            }
        };
    }

    private static ForwardingKeyStore meeting(JdbcKeyStore store, CyclicBarrier barrier) {
        return new ForwardingKeyStore(store) {
            @Override
            public void replace(StoredCredential current, StoredCredential next) {
                try {
                    barrier.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                    throw ByokException.of(ErrorCode.CONFIGURATION, "nobody else came")
                            .build();
                }
                super.replace(current, next);
            }
        };
    }

    private static void cut(DataSource source) throws SQLException {
        Tables.run(source, "select pg_terminate_backend(pid)" + OF_LISTENER);
        boolean gone = false;
        while (!gone) {
            try (Connection connection = source.getConnection()) {
                gone = Statements.query(connection, "select pid" + OF_LISTENER, row -> true)
                        .isEmpty();
            }
        }
    }

    private static DataSource failing(DataSource source, AtomicBoolean down) {
        return (DataSource) Proxy.newProxyInstance(
                NodesApartTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (down.get() && method.getName().equals("getConnection")) {
                        throw new SQLException("no route", "08001");
                    }
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
