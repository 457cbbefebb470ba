package dev.byok.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.byok.ByokClient;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.Credentials;
import dev.byok.sealing.ResealProgress;
import dev.byok.spi.KeySealer;
import dev.byok.spi.StoredSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A program that writes without end, and says before and after each write what it does, until it is killed. It has two
 * threads that live the life of one tenant after the other, and one that brings everything under the newest master key.
 */
final class CrashingNode {

    static final String READY = "ready";

    private static final String[] LABELS = {"a", "b"};
    private static final int WORKERS = 2;
    private static final int CONNECTIONS = WORKERS + 1;
    private static final int MAX_BATCH = 40;
    private static final int CHANGES = 5;

    private final ByokClient client;
    private final JdbcKeyStore store;
    private final Random random;
    private final String tenant;
    private final int[] keys = new int[LABELS.length];
    private int number;

    private CrashingNode(ByokClient client, JdbcKeyStore store, Random random, String tenant) {
        this.client = client;
        this.store = store;
        this.random = random;
        this.tenant = tenant;
    }

    /** Takes a database, its URL, a number that counts such programs, and a seed; begins when a line comes in. */
    public static void main(String[] arguments) throws Exception {
        Database database = Database.valueOf(arguments[0]);
        int life = Integer.parseInt(arguments[2]);
        long seed = Long.parseLong(arguments[3]);
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(arguments[1]);
        pool.setMaximumPoolSize(CONNECTIONS);
        JdbcKeyStore store = JdbcKeyStore.builder(pool).withoutListening().build();
        ByokClient client = client(store, CrashLedger.sealer(life, 0));
        say(READY + " " + connections(database, pool));
        waitForTheStart();
        for (int worker = 0; worker < WORKERS; worker++) {
            String prefix = "c" + life + "-" + worker + "-";
            Random random = new Random(seed + worker);
            new Thread(() -> liveForEver(client, store, random, prefix)).start();
        }
        new Thread(() -> resealForEver(store, new Random(seed - 1), life)).start();
    }

    private static ByokClient client(JdbcKeyStore store, KeySealer sealer) {
        return ByokClient.builder()
                .provider(new NotesVendor())
                .keyStore(store)
                .sealer(sealer)
                .cache(10, Duration.ZERO)
                .build();
    }

    /** Seals everything with one of two master keys, then with the other one, while the workers seal with the first. */
    private static void resealForEver(JdbcKeyStore store, Random random, int life) {
        if (life > 0) {
            CrashLedger.masterKeys(life - 1).forEach(store::refuseKey);
        }
        for (int pass = 1; ; pass++) {
            say(CrashLedger.RESEALING);
            try (ByokClient client = client(store, CrashLedger.sealer(life, pass % 2))) {
                ResealProgress end = client.sealing().reseal(1 + random.nextInt(MAX_BATCH), null, progress -> {
                    say(CrashLedger.RESEALED + " " + progress.done() + " " + broken(progress));
                    return true;
                });
                say(CrashLedger.THROUGH + " " + broken(end));
            }
        }
    }

    // a row that a worker changed whenever it was tried is for the next pass
    private static long broken(ResealProgress progress) {
        return progress.failures().stream()
                .filter(failure -> failure.code() != ErrorCode.CONFLICT)
                .count();
    }

    private static void waitForTheStart() throws IOException {
        if (System.in.read() < 0) {
            // whoever started this is gone
            System.exit(1);
        }
    }

    private static String connections(Database database, HikariDataSource pool) throws SQLException {
        List<String> ids = new ArrayList<>();
        List<Connection> open = new ArrayList<>();
        for (int number = 0; number < CONNECTIONS; number++) {
            open.add(pool.getConnection());
            ids.add(Long.toString(database.id(open.get(number))));
        }
        for (Connection connection : open) {
            connection.close();
        }
        return String.join(",", ids);
    }

    private static void liveForEver(ByokClient client, JdbcKeyStore store, Random random, String prefix) {
        for (int life = 0; ; life++) {
            new CrashingNode(client, store, random, prefix + life).live();
        }
    }

    private void live() {
        Credentials credentials = client.tenant(tenant).credentials();
        String[] ids = {connect(credentials, 0), connect(credentials, 1)};
        for (int change = 0; change < CHANGES; change++) {
            int which = random.nextInt(LABELS.length);
            String label = LABELS[which];
            switch (random.nextInt(5)) {
                case 0 -> {
                    write(label, CrashLedger.GONE, () -> credentials.purge(ids[which]));
                    ids[which] = connect(credentials, which);
                }
                case 1 -> {
                    write(label, CrashLedger.OFF + keys[which], () -> credentials.disconnect(ids[which]));
                    ids[which] = connect(credentials, which);
                }
                default -> {
                    int next = ++number;
                    write(label, "" + next, () -> credentials.rotate(ids[which], secrets(next)));
                    keys[which] = next;
                }
            }
        }
        write(CrashLedger.SETTINGS, "1", () -> store.saveSettings(new StoredSettings(tenant, 1, "1", Writes.NOW), 0));
        if (random.nextBoolean()) {
            write(CrashLedger.TENANT, CrashLedger.ERASED, () -> client.sealing().erase(tenant));
        }
    }

    private String connect(Credentials credentials, int which) {
        int next = ++number;
        String[] id = new String[1];
        CredentialInput input =
                CredentialInput.of(NotesVendor.ID).label(LABELS[which]).fields(secrets(next));
        write(LABELS[which], "" + next, () -> id[0] = credentials.connect(input).id());
        keys[which] = next;
        return id[0];
    }

    private static Map<String, String> secrets(int number) {
        return Map.of("api_key", CrashLedger.KEY + number, "api_secret", CrashLedger.KEY + number);
    }

    private void write(String what, String state, Runnable write) {
        say("begin " + tenant + " " + what + " " + state);
        write.run();
        say("done " + tenant);
    }

    // a line that was cut off by the end has no point
    private static synchronized void say(String line) {
        System.out.println(line + " .");
        System.out.flush();
    }
}
