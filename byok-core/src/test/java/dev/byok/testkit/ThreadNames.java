package dev.byok.testkit;

/** The names of all live threads. */
final class ThreadNames {

    private ThreadNames() {}

    static void search(Findings findings) {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        // a full array may have left threads out
        Thread[] threads = new Thread[64];
        int count = root.enumerate(threads);
        while (count == threads.length) {
            threads = new Thread[2 * threads.length];
            count = root.enumerate(threads);
        }
        for (int i = 0; i < count; i++) {
            findings.search("a thread's name", threads[i].getName());
        }
    }
}
