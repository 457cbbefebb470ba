package dev.byok.examples.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** A gateway on a free port with two tenants, and a client that asks it. */
final class RunningGateway implements AutoCloseable {

    static final String ACME = "acme-token-1";
    static final String GLOBEX = "globex-token-1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Gateway gateway;

    /** What came back. */
    record Answer(int status, JsonNode json, String text, HttpResponse<?> response) {

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    RunningGateway(Path home, StubVendor... vendors) {
        this(home, Clock.systemUTC(), Map.of(), vendors);
    }

    RunningGateway(Path home, Clock clock, Map<String, String> more, StubVendor... vendors) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "BYOK_PORT",
                "0",
                "BYOK_HOME",
                home.toString(),
                "BYOK_TENANT_TOKENS",
                "acme=" + ACME + ",globex=" + GLOBEX,
                "BYOK_ALLOWED_ORIGINS",
                Arrays.stream(vendors).map(StubVendor::origin).collect(Collectors.joining(","))));
        environment.putAll(more);
        this.gateway = Gateway.start(Settings.of(environment), clock);
    }

    List<String> routes() {
        return gateway.tenantRoutes();
    }

    String address() {
        return gateway.address();
    }

    Answer get(String token, String path) {
        return send(token, "GET", path, null);
    }

    Answer post(String token, String path, String body) {
        return send(token, "POST", path, body);
    }

    Answer send(String token, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()), response.body(), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Asks for a WebSocket; the answer's status is 101 when there is one. */
    Answer upgrade(String token, String path) {
        WebSocket.Builder socket = http.newWebSocketBuilder();
        if (token != null) {
            socket.header("Authorization", "Bearer " + token);
        }
        try {
            socket.buildAsync(URI.create(address().replace("http", "ws") + path), new WebSocket.Listener() {})
                    .join()
                    .abort();
            return new Answer(101, json(""), "", null);
        } catch (CompletionException e) {
            HttpResponse<?> refusal = ((WebSocketHandshakeException) e.getCause()).getResponse();
            String text = String.valueOf(refusal.body());
            return new Answer(refusal.statusCode(), json(text), text, refusal);
        }
    }

    /** Connects a key of a vendor and returns the row's id. */
    String connect(String token, String provider, String label, String key, StubVendor vendor) {
        return connect(token, provider, label, key, vendor.baseUrl());
    }

    String connect(String token, String provider, String label, String key, String baseUrl) {
        Answer answer = post(token, "/v1/providers", """
                        {"provider":"%s","account_name":"%s","api_key":"%s","base_url":"%s"}
                        """.formatted(provider, label, key, baseUrl));
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
        return answer.json().path("data").path("id").asText();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
