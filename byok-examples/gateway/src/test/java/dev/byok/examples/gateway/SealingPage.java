package dev.byok.examples.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A page on loopback, open in Chromium, with the module for browsers as the jar of byok-crypto brings it. */
final class SealingPage implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HTML =
            "<!doctype html><html lang='en'><title>Seal</title><script type='module' src='/page.js'></script></html>";
    private static final String SCRIPT =
            "import * as byok from '/byok/end-to-end.js'; globalThis.byok = byok; document.title = 'ready';";

    private final HttpServer server;
    private final Chromium chromium = new Chromium();
    private final Browser browser;

    SealingPage() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> send(exchange, "text/html", HTML.getBytes(UTF_8)));
        server.createContext("/page.js", exchange -> send(exchange, "text/javascript", SCRIPT.getBytes(UTF_8)));
        server.createContext("/byok/", SealingPage::sendModule);
        server.start();
        browser =
                new Browser(chromium, "http://127.0.0.1:" + server.getAddress().getPort(), 800, 600, ColorScheme.LIGHT);
        browser.open("/");
        browser.evaluate("() => new Promise(ready => { const wait = () =>"
                + " document.title === 'ready' ? ready() : requestAnimationFrame(wait); wait(); })");
    }

    /** Runs a script in which {@code byok} is the module and {@code given} the arguments. */
    JsonNode run(Object given, String script) throws IOException {
        Object told = browser.evaluate("async () => { const given = " + JSON.writeValueAsString(given)
                + "; return JSON.stringify(await (async () => { " + script + " })()); }");
        return JSON.readTree(String.valueOf(told));
    }

    private static void sendModule(HttpExchange exchange) throws IOException {
        try (InputStream file = SealingPage.class.getResourceAsStream(
                "/META-INF/resources" + exchange.getRequestURI().getPath())) {
            send(exchange, "text/javascript", file.readAllBytes());
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        // as strict as a page that seals keys should be
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "default-src 'none'; script-src 'self'; base-uri 'none'");
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        browser.close();
        chromium.close();
        server.stop(0);
    }
}
