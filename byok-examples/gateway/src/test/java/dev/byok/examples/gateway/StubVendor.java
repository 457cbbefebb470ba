package dev.byok.examples.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** Plays a vendor that speaks OpenAI's API, as its reference documents it: accepts one key, and answers as it is told. */
final class StubVendor implements AutoCloseable {

    static final String MODELS = """
            {"object":"list","data":[
              {"id":"gpt-4o","object":"model","created":1715367049,"owned_by":"system"},
              {"id":"gpt-4o-mini","object":"model","created":1721172741,"owned_by":"system"}]}
            """;

    static final String TRANSCRIPT = """
            {"task":"transcribe","language":"english","duration":1.5,"text":"Hello there.",
             "words":[{"word":"Hello","start":0.0,"end":0.5},{"word":"there","start":0.6,"end":1.2}]}
            """;

    private final MockWebServer server = new MockWebServer();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private volatile String key;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean deaf;
    private volatile Function<String, MockResponse> chat = body -> hello();

    StubVendor(String key) throws Exception {
        this.key = key;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                gate.await();
                return answer(request);
            }
        });
        server.start(java.net.InetAddress.getLoopbackAddress(), 0);
    }

    String origin() {
        return "http://127.0.0.1:" + server.getPort();
    }

    String baseUrl() {
        return origin() + "/v1";
    }

    /** From now on it writes nothing down. */
    void deaf() {
        this.deaf = true;
    }

    void accept(String newKey) {
        this.key = newKey;
    }

    /** Answers nothing until the gate is open. */
    void waitFor(CountDownLatch newGate) {
        this.gate = newGate;
    }

    void chat(MockResponse answer) {
        this.chat = body -> answer;
    }

    void chat(Function<String, MockResponse> answer) {
        this.chat = answer;
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    /** The key of every request, in order. */
    synchronized List<String> keys() {
        return List.copyOf(keys);
    }

    synchronized List<String> paths() {
        return List.copyOf(paths);
    }

    private synchronized MockResponse answer(RecordedRequest request) {
        String path = String.valueOf(request.getUrl().encodedPath());
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        paths.add(path);
        bodies.add(body);
        String bearer = request.getHeaders().get("Authorization");
        keys.add(
                bearer == null
                        ? String.valueOf(request.getHeaders().get("xi-api-key"))
                        : bearer.replace("Bearer ", ""));
        boolean known = ("Bearer " + key).equals(request.getHeaders().get("Authorization"))
                || key.equals(request.getHeaders().get("xi-api-key"));
        if (path.endsWith("/voices") && known) {
            return json(200, "{\"voices\":[{\"voice_id\":\"v1\",\"name\":\"Rachel\"}],\"has_more\":false}");
        }
        if (!known) {
            return json(401, "{\"error\":{\"message\":\"Incorrect API key provided\",\"code\":\"invalid_api_key\"}}");
        }
        if (path.endsWith("/audio/transcriptions")) {
            return deaf ? overloaded() : json(200, TRANSCRIPT);
        }
        if (path.endsWith("/audio/speech") && body.contains("\"pcm\"")) {
            return new MockResponse.Builder().body(new Buffer().write(tone())).build();
        }
        if (path.endsWith("/audio/speech")) {
            return new MockResponse.Builder()
                    .setHeader("Content-Type", "audio/mpeg")
                    .body("ID3, and then sound")
                    .build();
        }
        if (path.endsWith("/messages")) {
            return json(200, "{\"contacts\":[{\"wa_id\":\"491701234567\"}],\"messages\":[{\"id\":\"wamid.1\"}]}");
        }
        return path.endsWith("/models") ? json(200, MODELS) : chat.apply(body);
    }

    /** A tenth of a second of a quiet tone, in the samples that OpenAI calls pcm. */
    static byte[] tone() {
        byte[] samples = new byte[4800];
        for (int i = 0; i < samples.length / 2; i++) {
            short value = (short) (1000 * Math.sin(i * 0.2));
            samples[2 * i] = (byte) value;
            samples[2 * i + 1] = (byte) (value >> 8);
        }
        return samples;
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    static MockResponse hello() {
        return json(200, """
                {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-2024-08-06",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}
                """);
    }

    static MockResponse overloaded() {
        return json(503, "{\"error\":{\"message\":\"The server is overloaded\",\"type\":\"server_error\"}}");
    }

    @Override
    public void close() {
        server.close();
    }
}
