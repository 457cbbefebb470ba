package dev.byok.examples.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.byok.crypto.MasterKeys;
import dev.byok.crypto.TinkSealer;
import dev.byok.sealing.KeyUsage;
import dev.byok.sealing.ResealProgress;
import dev.byok.store.JdbcKeyStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Brings many stored keys under a new master key, on a PostgreSQL of its own on this machine, while customers' calls go on:
 * {@code java -Xmx128m -cp target/benchmarks.jar dev.byok.examples.benchmarks.ResealBenchmark [rows]}.
 */
final class ResealBenchmark {

    private static final int ROWS = 100_000;
    private static final int BATCH = 500;
    private static final int CALLS_PER_SECOND = 50;
    private static final int STEPS = 10;

    private final PrintStream out;
    private final int rows;

    private ResealBenchmark(PrintStream out, int rows) {
        this.out = out;
        this.rows = rows;
    }

    public static void main(String... args) throws IOException, InterruptedException {
        int rows = args.length == 0 ? ROWS : Integer.parseInt(args[0]);
        try (Stub stub = Stub.start();
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
                HikariDataSource pool = pool(server)) {
            new ResealBenchmark(System.out, rows).run(stub, pool);
        }
        // what the database's starter left running
        System.exit(0);
    }

    private static HikariDataSource pool(EmbeddedPostgres server) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
        pool.setMaximumPoolSize(6);
        return pool;
    }

    private void run(Stub stub, HikariDataSource pool) throws InterruptedException {
        MasterKeys before = MasterKeys.generate().withNewKey();
        String oldKey = Long.toString(before.primaryKeyId());
        try (JdbcKeyStore store = JdbcKeyStore.builder(pool).build().migrate()) {
            ManyRows filling = new ManyRows(store, new TinkSealer(before), stub);
            filling.fill(rows);
            TinkSealer sealer =
                    new TinkSealer(before.withPrimary(before.keyIds().get(1)));
            try (ByokChat chat = ByokChat.over(store, sealer, stub.origin(), ManyRows.tenants(rows))) {
                print("%,d rows of %,d tenants", rows, ManyRows.tenants(rows));
                PacedCalls calls = new PacedCalls(chat, ManyRows.tenants(rows), CALLS_PER_SECOND);
                calls.warmUp();
                chat.sealing().refuse(oldKey);
                calls.start();
                ResealProgress end = reseal(chat);
                calls.stop();
                print(
                        "%,d done, %,d skipped, %,d failed in %.1f s: %,.0f rows a second",
                        end.done(), end.skipped(), end.failed(), end.elapsed().toMillis() / 1e3, end.rowsPerSecond());
                print("calls meanwhile: %s", calls);
                KeyUsage usage = chat.sealing().usage();
                print(
                        "left under the old key: %,d, under the new one: %,d",
                        usage.under(oldKey), rows - usage.under(oldKey));
            }
        }
    }

    private ResealProgress reseal(ByokChat chat) {
        long[] next = {rows / STEPS};
        long[] least = {Long.MAX_VALUE};
        return chat.sealing().reseal(BATCH, null, progress -> {
            Runtime runtime = Runtime.getRuntime();
            least[0] = Math.min(least[0], runtime.totalMemory() - runtime.freeMemory());
            if (progress.done() >= next[0]) {
                next[0] += rows / STEPS;
                print(
                        "%,8d done %,8d left %,7.0f rows/s, least heap %d MB, until %s",
                        progress.done(),
                        progress.remaining(),
                        progress.rowsPerSecond(),
                        least[0] >> 20,
                        progress.estimatedEnd().map(Object::toString).orElse("now"));
                least[0] = Long.MAX_VALUE;
            }
            return true;
        });
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }
}
