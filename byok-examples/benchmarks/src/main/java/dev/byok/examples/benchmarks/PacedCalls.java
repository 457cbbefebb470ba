package dev.byok.examples.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls of tenants by chance, so many a second, whatever else goes on. */
final class PacedCalls {

    private static final int THREADS = 4;
    private static final int WARM_UPS = 2_000;

    private final ByokChat chat;
    private final int tenants;
    private final int perSecond;
    private final Random random = new Random(1);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final List<Long> micros = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private long begun;
    private double seconds;

    PacedCalls(ByokChat chat, int tenants, int perSecond) {
        this.chat = chat;
        this.tenants = tenants;
        this.perSecond = perSecond;
    }

    void warmUp() {
        for (int call = 0; call < WARM_UPS; call++) {
            chat.ask(random.nextInt(tenants));
        }
    }

    void start() {
        begun = System.nanoTime();
        // ends with the threads
        Future<?> unused = threads.scheduleAtFixedRate(
                this::call, 0, TimeUnit.SECONDS.toMicros(1) / perSecond, TimeUnit.MICROSECONDS);
    }

    void stop() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
        seconds = (System.nanoTime() - begun) / 1e9;
    }

    private void call() {
        long start = System.nanoTime();
        try {
            chat.ask(random.nextInt(tenants));
        } catch (RuntimeException failure) {
            errors.add(failure.toString());
        }
        micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
    }

    @Override
    public String toString() {
        List<Long> sorted = micros.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%,d, %.0f a second, %d errors %s, p50 %,d \u00b5s, p99 %,d \u00b5s, longest %,d \u00b5s",
                sorted.size(),
                sorted.size() / seconds,
                errors.size(),
                errors.stream().distinct().limit(3).toList(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100),
                sorted.get(sorted.size() - 1));
    }
}
