package dev.byok.providers.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/**
 * Gives access tokens to everybody who signs for them, unless it was told to refuse. They end so soon that no call uses
 * one of another call.
 */
final class TokenEndpoint implements AutoCloseable {

    private static final int SECONDS = 200;

    private final MockWebServer server = new MockWebServer();
    private final Queue<MockResponse> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<RecordedRequest> requests = new ConcurrentLinkedQueue<>();

    TokenEndpoint(String token) {
        MockResponse given = new MockResponse.Builder()
                .addHeader("content-type", "application/json; charset=utf-8")
                .body("{\"access_token\":\"" + token + "\",\"expires_in\":" + SECONDS + ",\"token_type\":\"Bearer\"}")
                .build();
        server.setServerSocketFactory(new PromptSockets());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                MockResponse refusal = refusals.poll();
                return refusal == null ? given : refusal;
            }
        });
        try {
            server.start(InetAddress.getByName("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort() + "/token";
    }

    void refuse(MockResponse reply) {
        refusals.add(reply);
    }

    /** The forms that were sent since the last reset. */
    List<HttpUrl> forms() {
        List<HttpUrl> forms = new ArrayList<>();
        for (RecordedRequest request : requests) {
            forms.add(HttpUrl.get("http://form/?" + request.getBody().utf8()));
        }
        return forms;
    }

    /** The requests since the last reset. */
    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    void reset() {
        refusals.clear();
        requests.clear();
    }

    @Override
    public void close() {
        server.close();
    }
}
