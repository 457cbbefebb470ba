package dev.byok.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Plays a vendor on this machine: checks the key, lists a model, streams an answer word by word, and can be switched to
 * be down. It speaks the part of OpenAI's API that the quickstart needs.
 */
final class LoopbackVendor implements AutoCloseable {

    private final HttpServer server;
    private volatile String acceptedKey;
    private volatile boolean down;
    private final String answer;

    LoopbackVendor(String acceptedKey, String answer) throws IOException {
        this.acceptedKey = acceptedKey;
        this.answer = answer;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "loopback-vendor");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/models", guarded(this::models));
        server.createContext("/v1/chat/completions", guarded(this::chat));
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String baseUrl() {
        return origin() + "/v1";
    }

    /** As when a customer renews a key in the vendor's console: the old one stops working. */
    void accept(String key) {
        this.acceptedKey = key;
    }

    void goDown() {
        this.down = true;
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private com.sun.net.httpserver.HttpHandler guarded(Handler handler) {
        return exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                if (down) {
                    reply(
                            exchange,
                            503,
                            "{\"error\":{\"message\":\"The engine is overloaded\",\"type\":\"server_error\"}}");
                } else if (!("Bearer " + acceptedKey)
                        .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    reply(
                            exchange,
                            401,
                            "{\"error\":{\"message\":\"Incorrect API key provided\",\"code\":\"invalid_api_key\"}}");
                } else {
                    handler.handle(exchange);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void models(HttpExchange exchange) throws IOException {
        reply(exchange, 200, "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o-mini\",\"object\":\"model\"}]}");
    }

    private void chat(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        String[] words = answer.split("(?<= )", -1);
        for (String word : words) {
            event(
                    out,
                    "{\"id\":\"chatcmpl-1\",\"model\":\"gpt-4o-mini\",\"choices\":[{\"delta\":{\"content\":\"" + word
                            + "\"}}]}");
            // so that a person sees the words come one by one
            TimeUnit.MILLISECONDS.sleep(60);
        }
        event(out, "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}");
        event(out, "{\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":" + words.length + "}}");
        event(out, "[DONE]");
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
