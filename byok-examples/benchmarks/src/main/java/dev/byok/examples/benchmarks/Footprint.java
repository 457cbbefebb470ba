package dev.byok.examples.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * What a library keeps open for its tenants after each of them made a call and they made 2,000 more in turn, or as many
 * as fit into two seconds: by then the HTTP clients have looked after their pools, and started what they need for that.
 *
 * @param threads that are alive because of it
 * @param started threads that were started in all
 * @param sockets that it opened
 */
record Footprint(int threads, int started, int sockets) {

    private static final int CALLS_IN_TURN = 2_000;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Measures in a JVM of its own, where nothing else starts threads. */
    static Footprint of(Library library, int tenants) throws IOException {
        Process process = Jvm.of(Footprint.class, "-Xmx1g", library.name(), String.valueOf(tenants))
                .start();
        try (BufferedReader lines = process.inputReader(US_ASCII)) {
            return new Footprint(Jvm.number(lines), Jvm.number(lines), Jvm.number(lines));
        }
    }

    public static void main(String... args) throws IOException {
        Library library = Library.valueOf(args[0]);
        int tenants = Integer.parseInt(args[1]);
        try (Stub stub = Stub.start()) {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            int alive = threads.getThreadCount();
            long started = threads.getTotalStartedThreadCount();
            int sockets = stub.connections();
            Chat chat = library.open(stub, tenants);
            long start = System.nanoTime();
            for (int call = 0; call < tenants + CALLS_IN_TURN || System.nanoTime() - start < NANOS; call++) {
                chat.ask(call % tenants);
            }
            System.out.println(threads.getThreadCount() - alive);
            System.out.println(threads.getTotalStartedThreadCount() - started);
            System.out.println(stub.connections() - sockets);
        }
        // some of the libraries leave threads behind that keep a JVM alive
        System.exit(0);
    }
}
