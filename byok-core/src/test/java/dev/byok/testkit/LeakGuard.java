package dev.byok.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails every test after which a {@link Canary}, or a piece of one in any encoding, is found where no key may be. It is
 * registered in every module that has this test-jar on its class path; no test names it.
 *
 * <p>It looks by itself at all log events from TRACE on, {@code System.out} and {@code System.err}, thread names, the
 * exception of a failing test, and, once per class, the message of every exception that production code made. A test
 * shows it more: values with {@link #watch}, requests with {@link #sawRequest}, files and rows with {@link #saw}.
 *
 * <p>A canary must be made in the test or its class before it is used, as it is searched for as things happen. Tests
 * must not run in parallel.
 */
public final class LeakGuard implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final Findings FINDINGS = new Findings();
    private static final ThrownExceptions THROWN = new ThrownExceptions(FINDINGS);
    private static final List<Object> WATCHED = new ArrayList<>();
    private static final StreamSink OUT = StreamSink.out(FINDINGS);
    private static final StreamSink ERR = StreamSink.err(FINDINGS);
    private static final LogSink LOG = new LogSink(FINDINGS);
    private static final JulSink JUL = new JulSink(FINDINGS);
    private static volatile String currentTest = "no test";

    static {
        LOG.listen();
        JUL.listen();
        THROWN.start();
    }

    /** Called by JUnit. */
    public LeakGuard() {}

    /**
     * Looks at a value now and again after the test: its {@code toString()}, its JSON, its fields, and for an exception
     * everything that hangs on it. Only a {@code Secret} may hold a key.
     *
     * @param <T> its type
     * @param value a value that users get, such as a view, an event or a client
     * @return the value
     */
    public static <T> T watch(T value) {
        synchronized (WATCHED) {
            WATCHED.add(value);
        }
        inspect(value);
        return value;
    }

    /**
     * Tells what reached a stub server. A canary may be in it only when {@link Canary#onlyFor} names the host.
     *
     * @param host the host that was meant, or the stub's own
     * @param rawRequest request line, headers and body
     */
    public static void sawRequest(String host, String rawRequest) {
        FINDINGS.request(host, rawRequest);
    }

    /**
     * Tells what reached a stub server, see {@link #sawRequest(String, String)}.
     *
     * @param host the host that was meant, or the stub's own
     * @param rawRequest request line, headers and body
     */
    public static void sawRequest(String host, byte[] rawRequest) {
        sawRequest(host, new String(rawRequest, StandardCharsets.ISO_8859_1));
    }

    /**
     * Looks at a text in which no key may be: a reply, a file, a row.
     *
     * @param where what it is, for the failure message
     * @param text the text
     */
    public static void saw(String where, String text) {
        FINDINGS.search(where, text);
    }

    /**
     * Looks at bytes in which no key may be: a reply, a file, a row.
     *
     * @param where what they are, for the failure message
     * @param bytes the bytes
     */
    public static void saw(String where, byte[] bytes) {
        saw(where, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Fails now, rather than after the test, when something leaked up to here. */
    public static void check() {
        OUT.search();
        ERR.search();
        ThreadNames.search(FINDINGS);
        List<Leak> leaks = FINDINGS.take();
        if (!leaks.isEmpty()) {
            throw Leak.error(leaks);
        }
    }

    static void remember(Canary canary) {
        FINDINGS.remember(canary);
    }

    static String currentTest() {
        return currentTest;
    }

    /** Looks at what a failure holds, and fails at once if that is a key. */
    static void requireClean(String where, Throwable failure) {
        Findings found = FINDINGS.apart();
        new ObjectGraph(found).walk(where, failure);
        List<Leak> leaks = found.take();
        if (!leaks.isEmpty()) {
            throw Leak.error(leaks);
        }
    }

    private static void inspect(Object value) {
        String where = "a watched " + value.getClass().getSimpleName();
        new ObjectGraph(FINDINGS).walk(where, value);
        JsonViews.search(FINDINGS, where, value);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        currentTest = context.getDisplayName();
        // leaks of threads that outlive the last class
        context.getRoot().getStore(Namespace.create(LeakGuard.class)).getOrComputeIfAbsent("last look", key ->
                (AutoCloseable) LeakGuard::lookAtEverything);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        LOG.listen();
        JUL.listen();
        currentTest = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        lookAtFailure(context);
        List<Object> watched;
        synchronized (WATCHED) {
            watched = List.copyOf(WATCHED);
            WATCHED.clear();
        }
        watched.forEach(LeakGuard::inspect);
        check();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        lookAtFailure(context);
        if (!context.getRequiredTestClass().isAnnotationPresent(Nested.class)) {
            lookAtEverything();
        }
    }

    private static void lookAtFailure(ExtensionContext context) {
        context.getExecutionException()
                .ifPresent(failure -> new ObjectGraph(FINDINGS).walk("the exception that the test threw", failure));
    }

    private static void lookAtEverything() {
        THROWN.search();
        check();
    }
}
