package dev.byok.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokClient;
import dev.byok.testkit.MariaDbServer;
import dev.byok.testkit.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node is killed at a random moment of its writes, again and again. {@code -Dbyok.crashes=200} kills so many on each
 * database; {@code -Dbyok.seed} repeats a run.
 */
@Tag("databases")
@Timeout(3600)
class CrashTest {

    private static final Logger LOG = LoggerFactory.getLogger(CrashTest.class);
    private static final int CRASHES = Integer.getInteger("byok.crashes", 10);
    private static final long SEED = Long.getLong("byok.seed", System.nanoTime());
    private static final int MOST_LINES = 80;
    private static final int LONGEST_WAIT_NANOS = 3_000_000;

    private final Random random = new Random(SEED);
    private final CrashLedger ledger = new CrashLedger();

    @ParameterizedTest
    @EnumSource
    void leavesEveryCredentialOldOrNew(Database database) throws Exception {
        JdbcKeyStore store = JdbcKeyStore.builder(database.pool()).build().migrate();
        Tables.empty(database.pool());
        for (int crash = 0; crash < CRASHES; crash++) {
            Process node = start(database, crash);
            try {
                crash(database, node);
            } finally {
                node.destroyForcibly();
            }
            ledger.check(store, CrashLedger.sealer(crash, 0));
        }
        assertThat(ledger.cutOff()).isPositive();
        assertThat(ledger.passesCutOff()).isPositive();
        sealEverythingAnew(store);
        LOG.info("{}, seed {}: {} crashes, {}", database, SEED, CRASHES, ledger);
    }

    /** What was cut off goes on to its end, and then the newest master key alone opens every row. */
    private void sealEverythingAnew(JdbcKeyStore store) {
        String newest = CrashLedger.masterKeys(CRASHES).get(0);
        try (ByokClient client = ByokClient.builder()
                .provider(new NotesVendor())
                .keyStore(store)
                .sealer(CrashLedger.sealer(CRASHES, 0))
                .build()) {
            assertThat(client.sealing().reseal().failed()).isZero();
            assertThat(client.sealing().usage().byKey()).containsExactly(Map.entry(newest, ledger.rows()));
        }
        ledger.check(store, new RingSealer(newest));
    }

    private void crash(Database database, Process node) throws Exception {
        BufferedReader said = node.inputReader(StandardCharsets.UTF_8);
        String[] ready = said.readLine().split(" ");
        assertThat(ready).startsWith(CrashingNode.READY);
        List<Long> connections =
                List.of(ready[1].split(",")).stream().map(Long::valueOf).toList();
        node.getOutputStream().write('\n');
        node.getOutputStream().flush();
        for (int lines = random.nextInt(MOST_LINES) + 1; lines > 0; ) {
            lines -= ledger.read(said.readLine()) ? 1 : 0;
        }
        LockSupport.parkNanos(random.nextInt(LONGEST_WAIT_NANOS));
        // Process.destroyForcibly would also throw away what was said and not yet read
        node.toHandle().destroyForcibly();
        node.waitFor();

        said.lines().forEach(ledger::read);
        // what the server is still doing for a dead client counts as done before the next start
        while (database.hasAny(connections)) {
            Thread.onSpinWait();
        }
    }

    private Process start(Database database, int life) throws IOException {
        String url = database == Database.POSTGRESQL ? PostgresServer.url() : MariaDbServer.url();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CrashingNode.class.getName(),
                        database.name(),
                        url,
                        Integer.toString(life),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
