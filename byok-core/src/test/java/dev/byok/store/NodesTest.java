package dev.byok.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.SecretAccess;
import dev.byok.spi.Replacement;
import dev.byok.spi.StoreListener;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredSettings;
import dev.byok.testkit.PostgresServer;
import dev.byok.testkit.StoreChanges;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two clients, each with a store of its own, on one PostgreSQL. Their cached rows would be good for an hour. */
@Tag("databases")
@Timeout(60)
class NodesTest {

    private static final String TENANT = "acme";
    private static final String LISTENER = "listener of node b";
    private static final String END_LISTENER =
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = '" + LISTENER + "'";

    private final DataSource source = PostgresServer.pool();
    private final JdbcKeyStore storeA = JdbcKeyStore.builder(source).build().migrate();
    private final JdbcKeyStore storeB = JdbcKeyStore.builder(source)
            .listenOn(PostgresServer.source(LISTENER))
            .build();
    private final Heard heard = new Heard();
    private ByokClient nodeA;
    private ByokClient nodeB;

    @BeforeEach
    void start() throws Exception {
        Tables.empty(source);
        nodeA = client(storeA);
        Heard beginning = new Heard();
        Runnable begun = storeB.onChange(beginning);
        beginning.await(StoreChanges.ANYTHING);
        begun.run();
        nodeB = client(storeB);
        // after the client's own, so that what is heard here was heard there
        storeB.onChange(heard);
    }

    @AfterEach
    void stop() {
        nodeA.close();
        nodeB.close();
        storeA.close();
        storeB.close();
    }

    @Test
    void aKeyThatWasRotatedOnOneNodeIsUsedByTheOther() throws Exception {
        String id = connect("FAKE-first-0123456789");
        untilNodeBUses("FAKE-first-0123456789");
        List<Duration> took = new ArrayList<>();

        for (int round = 0; round < 21; round++) {
            String key = "FAKE-" + round + "-0123456789";
            nodeA.tenant(TENANT).credentials().rotate(id, Map.of("api_key", key));
            took.add(untilNodeBUses(key));
        }

        Collections.sort(took);
        // but for what the machine does besides
        assertThat(took.get(18)).isLessThan(Duration.ofMillis(250));
    }

    @Test
    void aKeyThatWasPurgedOnOneNodeIsGoneOnTheOther() throws Exception {
        String id = connect("FAKE-first-0123456789");
        untilNodeBUses("FAKE-first-0123456789");

        nodeA.tenant(TENANT).credentials().purge(id);
        storeA.erase("last", Writes.NOW);
        heard.await("last");

        assertThat(failure(() -> keyOn(nodeB)).code()).isEqualTo(ErrorCode.NO_API_KEY);
    }

    @Test
    void changesOfSettingsAndErasuresAreToldToo() throws Exception {
        storeA.saveSettings(new StoredSettings("set", 1, "{}", Writes.NOW), 0);
        heard.await("set");
        storeA.erase("gone", Writes.NOW);
        heard.await("gone");
    }

    @Test
    void changesOfManyRowsInOneGoAreToldToo() throws Exception {
        StoredCredential ours = Writes.row("our", "tp_1");
        StoredCredential theirs = Writes.row("their", "tp_1");
        storeA.insert(ours);
        storeA.insert(theirs);
        storeA.erase("last", Writes.NOW);
        heard.await("last");

        storeA.replaceAll(List.of(
                new Replacement(ours, ours.toBuilder().version(2).build()),
                new Replacement(theirs, theirs.toBuilder().version(2).build())));

        assertThat(List.of(heard.next(), heard.next())).containsExactlyInAnyOrder("our", "their");
    }

    @Test
    void anErasedTenantOpensNowhere() throws Exception {
        connect("FAKE-first-0123456789");
        untilNodeBUses("FAKE-first-0123456789");

        storeA.erase(TENANT, Writes.NOW);
        storeA.erase("last", Writes.NOW);
        heard.await("last");

        assertThat(storeB.findSalt(TENANT)).isEmpty();
        assertThat(failure(() -> keyOn(nodeB)).code()).isEqualTo(ErrorCode.NO_API_KEY);
    }

    @Test
    void whatWasMissedWhileTheConnectionWasCutIsSeenAfterwards() throws Exception {
        String id = connect("FAKE-first-0123456789");
        untilNodeBUses("FAKE-first-0123456789");

        long cut = System.nanoTime();
        Tables.run(source, END_LISTENER);
        nodeA.tenant(TENANT).credentials().rotate(id, Map.of("api_key", "FAKE-other-0123456789"));
        heard.await(StoreChanges.ANYTHING);
        // at once, unless the key was rotated only after this node listened again
        untilNodeBUses("FAKE-other-0123456789");

        assertThat(Duration.ofNanos(System.nanoTime() - cut)).isLessThan(Duration.ofSeconds(5));
        storeA.erase("last", Writes.NOW);
        heard.await("last");
    }

    @Test
    void aNodeIsNotToldOfItsOwnChangesTwice() throws Exception {
        StoreChanges told = new StoreChanges();
        Runnable end = storeB.onChange(told);
        Heard after = heardAfterAllOthers();

        storeB.saveSettings(new StoredSettings("own", 1, "{}", Writes.NOW), 0);
        storeA.saveSettings(new StoredSettings("last", 1, "{}", Writes.NOW), 0);
        after.await("last");
        end.run();

        assertThat(told.told()).containsExactly("own", "last");
    }

    @Test
    void aChangeThatWasNotMadeIsNotTold() throws Exception {
        WatchedSource watched = new WatchedSource(source);
        JdbcKeyStore failing = JdbcKeyStore.builder(watched.source()).build();
        StoreChanges told = new StoreChanges();
        Runnable end = storeB.onChange(told);
        Heard after = heardAfterAllOthers();
        watched.beforeStep = (connection, step) -> {
            if (step.equals("commit")) {
                throw new SQLException("full", "53100");
            }
        };

        failure(() -> failing.erase("not erased", Writes.NOW));
        storeA.erase("last", Writes.NOW);
        after.await("last");
        end.run();

        assertThat(told.told()).containsExactly("last");
    }

    @Test
    void listensNoMoreAfterClose() throws Exception {
        storeB.close();
        storeB.close();

        storeA.erase("unheard", Writes.NOW);
        JdbcKeyStore third = JdbcKeyStore.builder(source).build();
        Heard alsoHeard = new Heard();
        third.onChange(alsoHeard);
        alsoHeard.await(StoreChanges.ANYTHING);
        storeA.erase("heard", Writes.NOW);
        alsoHeard.await("heard");
        third.close();

        assertThat(heard.news).doesNotContain("unheard", "heard");
    }

    @Test
    void canBeToldNotToListen() throws Exception {
        JdbcKeyStore deaf = JdbcKeyStore.builder(source).withoutListening().build();
        StoreChanges told = new StoreChanges();
        deaf.onChange(told);

        storeA.erase("acme", Writes.NOW);
        heard.await("acme");
        deaf.erase("own", Writes.NOW);

        assertThat(told.told()).containsExactly("own");
    }

    // listeners are told in the order in which they came
    private Heard heardAfterAllOthers() {
        Heard last = new Heard();
        storeB.onChange(last);
        return last;
    }

    private static ByokClient client(JdbcKeyStore store) {
        return ByokClient.builder()
                .provider(new NotesVendor())
                .keyStore(store)
                .sealer(new ContextSealer())
                .cache(100, Duration.ofHours(1))
                .build();
    }

    private String connect(String key) {
        return nodeA.tenant(TENANT)
                .credentials()
                .connect(CredentialInput.of(NotesVendor.ID)
                        .field("api_key", key)
                        .field("api_secret", "FAKE-secret-0123456789"))
                .id();
    }

    private static String keyOn(ByokClient node) {
        return node.tenant(TENANT)
                .withCredential(
                        NotesVendor.ID,
                        credential -> credential.secret("api_key").orElseThrow().reveal(SecretAccess.grant()));
    }

    /** Waits for news and looks again after each, until the key is there. */
    private Duration untilNodeBUses(String key) throws InterruptedException {
        long start = System.nanoTime();
        while (!keyOn(nodeB).equals(key)) {
            heard.next();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static ByokException failure(Runnable call) {
        return catchThrowableOfType(ByokException.class, call::run);
    }

    private static final class Heard implements StoreListener {

        private final BlockingQueue<String> news = new LinkedBlockingQueue<>();

        @Override
        public void tenantChanged(String tenant) {
            news.add(tenant);
        }

        @Override
        public void anythingChanged() {
            news.add(StoreChanges.ANYTHING);
        }

        String next() throws InterruptedException {
            String next = news.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("news within 10 seconds").isNotNull();
            return next;
        }

        void await(String wanted) throws InterruptedException {
            String next = next();
            while (!next.equals(wanted)) {
                next = next();
            }
        }
    }
}
