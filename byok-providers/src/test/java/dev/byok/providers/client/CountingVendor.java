package dev.byok.providers.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A vendor of many customers. It counts every request before anything else, answers with the key that it was asked with,
 * and from one request on it is in trouble. Every request comes on a connection of its own, so that none is lost on one
 * that is just being closed.
 */
final class CountingVendor implements AutoCloseable {

    /** What it does when it is in trouble. */
    enum Trouble {
        /** It says that there are too many requests. */
        LIMITED,
        /** It hangs up on everybody. */
        DEAD
    }

    private static final int BACKLOG = 2_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String keyHeader;
    private final String answer;
    private final int troubleFrom;
    private final Trouble trouble;
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    /**
     * Starts one.
     *
     * @param keyHeader where its customers' keys are
     * @param answer what it says, with {@code %s} for the key
     * @param troubleFrom the number of the first request that meets trouble
     */
    CountingVendor(String keyHeader, String answer, int troubleFrom, Trouble trouble) {
        this.keyHeader = keyHeader;
        this.answer = answer;
        this.troubleFrom = troubleFrom;
        this.trouble = trouble;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int requests() {
        return requests.get();
    }

    Set<String> keys() {
        return keys;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int number = requests.incrementAndGet();
        String key = exchange.getRequestHeaders().getFirst(keyHeader).replace("Bearer ", "");
        keys.add(key);
        exchange.getRequestBody().readAllBytes();
        if (number >= troubleFrom && trouble == Trouble.DEAD) {
            exchange.close();
        } else if (number >= troubleFrom) {
            exchange.getResponseHeaders().set("Retry-After", "30");
            send(exchange, 429, "{\"error\":{\"message\":\"slow down\",\"code\":\"rate_limit_exceeded\"}}");
        } else {
            send(exchange, 200, answer.formatted(key));
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
