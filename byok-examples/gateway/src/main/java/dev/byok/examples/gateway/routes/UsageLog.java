package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.event.ByokEvent;
import dev.byok.event.ByokListener;
import dev.byok.event.UsageEvent;
import dev.byok.examples.gateway.data.Sql;
import dev.byok.examples.gateway.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts of every tenant, kept for 30 days. A thread writes them behind the calls, many at once: no call waits for the
 * database, and what a killed process had not written yet, about a second's worth, is lost.
 */
public final class UsageLog implements ByokListener, AutoCloseable {

    static final int MOST = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(UsageLog.class);

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int BATCH = 500;
    private static final int MOST_WAITING = 20_000;
    private static final int LONGEST = 4000;
    private static final int BATCHES_BETWEEN_CLEANING = 1000;
    private static final String TABLE = "create table if not exists gateway_usage (tenant varchar(200) not null, "
            + "ended_at bigint not null, number bigint not null, entry varchar(4000) not null, "
            + "primary key (tenant, ended_at, number))";
    private static final String INSERT =
            "insert into gateway_usage (tenant, ended_at, number, entry) values (?, ?, ?, ?)";
    private static final String NEWEST =
            "select ended_at, number, entry from gateway_usage where tenant = ? order by ended_at desc, number desc";

    private record Entry(String tenant, long endedAt, long number, String json) {}

    private final Sql sql;
    private final Clock clock;
    private final AtomicLong numbers = new AtomicLong(System.nanoTime() & 0xFFFF_FFFFL);
    private final BlockingDeque<Entry> waiting = new LinkedBlockingDeque<>(MOST_WAITING);
    private final LongAdder lost = new LongAdder();
    private final Thread writer = new Thread(this::write, "usage");
    private volatile boolean closed;

    /**
     * Makes the table where it is missing, and begins to write.
     *
     * @param sql the gateway's database
     * @param clock tells when attempts ended
     */
    public UsageLog(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
        sql.update(TABLE);
        clean();
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void onEvent(ByokEvent event) {
        if (event instanceof UsageEvent usage) {
            Instant now = clock.instant();
            ObjectNode json = UsageJson.of(usage, now);
            String text = json.toString();
            if (text.length() > LONGEST) {
                json.remove("message");
                text = json.toString();
            }
            if (!waiting.offerLast(new Entry(usage.tenant(), now.toEpochMilli(), numbers.incrementAndGet(), text))) {
                lost.increment();
            }
        }
    }

    /** {@return the newest entries first: those that wait to be written, and then what is written} */
    List<JsonNode> newest(String tenant, int limit) {
        List<Entry> entries = new ArrayList<>();
        waiting.descendingIterator().forEachRemaining(entry -> {
            if (entry.tenant().equals(tenant)) {
                entries.add(entry);
            }
        });
        List<Entry> written = sql.select(
                limit, NEWEST, row -> new Entry(tenant, row.getLong(1), row.getLong(2), row.getString(3)), tenant);
        // what was written in between is in both
        return Stream.concat(entries.stream(), written.stream())
                .distinct()
                .sorted(Comparator.comparingLong(Entry::endedAt)
                        .thenComparingLong(Entry::number)
                        .reversed())
                .limit(limit)
                .map(entry -> Json.readOrNull(entry.json()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Many at once: a commit for each would fill the disk of an embedded database. */
    private void write() {
        int batches = 0;
        while (!closed) {
            LockSupport.parkNanos(PAUSE.toNanos());
            while (!waiting.isEmpty() && writeBatch()) {
                if (++batches % BATCHES_BETWEEN_CLEANING == 0) {
                    clean();
                }
            }
            long missing = lost.sumThenReset();
            if (missing > 0) {
                LOG.warn("{} usage entries are lost: the database is slower than the calls", missing);
            }
        }
        while (!waiting.isEmpty() && writeBatch()) {
            // the last ones
        }
    }

    private boolean writeBatch() {
        List<List<Object>> batch = waiting.stream()
                .limit(BATCH)
                .map(entry -> List.<Object>of(entry.tenant(), entry.endedAt(), entry.number(), entry.json()))
                .toList();
        try {
            try {
                sql.insertAll(INSERT, batch);
            } catch (ByokException e) {
                // a connection that was lost after the commit leaves rows that are there already
                batch.forEach(entry -> sql.insert(INSERT, entry.toArray()));
            }
            batch.forEach(entry -> waiting.pollFirst());
            return true;
        } catch (ByokException e) {
            LOG.warn("{} usage entries wait, because they cannot be written: {}", waiting.size(), e.summary());
            return false;
        }
    }

    private void clean() {
        try {
            sql.update(
                    "delete from gateway_usage where ended_at < ?",
                    clock.instant().minus(KEPT).toEpochMilli());
        } catch (ByokException e) {
            LOG.warn("Old usage entries cannot be removed: {}", e.summary());
        }
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(writer);
        try {
            writer.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
