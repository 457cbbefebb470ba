package dev.byok.examples.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.byok.crypto.MasterKeys;
import dev.byok.crypto.TinkSealer;
import dev.byok.store.InMemoryKeyStore;
import java.io.BufferedReader;
import java.io.IOException;

/**
 * How much heap a tenant costs because it is cached. The store hands out copies, as a database does; so what a client
 * holds after it served every tenant, and did not hold before, is its caches and nothing of the store.
 *
 * @param bytes for each tenant, with the settings that a client has unless told otherwise
 * @param withCipher for each tenant, when the sealer keeps a cipher for every one of them
 */
record CacheHeap(int bytes, int withCipher) {

    private static final int TENANTS = 10_000;

    /** Measures in a JVM of its own. */
    static CacheHeap measure() throws IOException {
        Process process = Jvm.of(CacheHeap.class, "-Xmx1g").start();
        try (BufferedReader lines = process.inputReader(US_ASCII)) {
            return new CacheHeap(Jvm.number(lines), Jvm.number(lines));
        }
    }

    public static void main(String... args) throws IOException {
        try (Stub stub = Stub.start()) {
            MasterKeys keys = MasterKeys.ephemeral();
            DatabaseLikeStore store = new DatabaseLikeStore(new InMemoryKeyStore());
            try (ByokChat first = ByokChat.over(store, new TinkSealer(keys), stub.origin(), TENANTS)) {
                first.connectAll(stub.wholeUrl());
                // classes, compiled code and pools are no cost of a tenant
                askAll(first);
            }
            System.out.println(heapOf(store, new TinkSealer(keys), stub));
            System.out.println(heapOf(store, new TinkSealer(keys, TENANTS), stub));
        }
    }

    private static long heapOf(DatabaseLikeStore store, TinkSealer sealer, Stub stub) {
        try (ByokChat chat = ByokChat.over(store, sealer, stub.origin(), TENANTS)) {
            chat.ask(0);
            long before = usedHeap();
            askAll(chat);
            return (usedHeap() - before) / TENANTS;
        }
    }

    private static void askAll(Chat chat) {
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            chat.ask(tenant);
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
