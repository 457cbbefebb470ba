package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** OkHttp's WebSocket as the client; a loopback server plays the vendor, or the customer's own transcriber. */
@Timeout(60)
class LiveTranscriptionTest {

    private static final String PATH = "/v1/audio/transcriptions/stream";
    private static final String KEY = "FAKE-deepgram-key-0000001";

    @TempDir
    Path home;

    private final MockWebServer vendor = new MockWebServer();
    private final VendorEnd vendorEnd = new VendorEnd();
    private final OkHttpClient http = new OkHttpClient();
    private RunningGateway gateway;

    /** What the vendor hears, and a hand to answer with. */
    private static final class VendorEnd extends WebSocketListener {

        final BlockingQueue<WebSocket> open = new LinkedBlockingQueue<>();
        final BlockingQueue<ByteString> audio = new LinkedBlockingQueue<>();
        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

        @Override
        public void onOpen(WebSocket socket, Response response) {
            open.add(socket);
        }

        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            audio.add(bytes);
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            texts.add(text);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(code, null);
        }
    }

    /** What the client hears. */
    private static final class ClientEnd extends WebSocketListener {

        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> refused = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();

        @Override
        public void onMessage(WebSocket socket, String text) {
            heard.add(text);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            closed.add(code);
            socket.close(code, null);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, Response response) {
            refused.add(response == null ? -1 : response.code());
        }

        JsonNode next() throws InterruptedException {
            return RunningGateway.json(heard.take());
        }
    }

    @BeforeEach
    void start() throws Exception {
        vendor.start(java.net.InetAddress.getLoopbackAddress(), 0);
        gateway = new RunningGateway(
                home, java.time.Clock.systemUTC(), Map.of("BYOK_ALLOWED_ORIGINS", origin("http") + "," + origin("ws")));
    }

    @AfterEach
    void stop() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        gateway.close();
        vendor.close();
    }

    @Test
    void speaksTheContractToACustomersOwnTranscriber() throws Exception {
        vendor.enqueue(upgrade());
        gateway.send(
                RunningGateway.ACME,
                "PUT",
                "/v1/agents/support",
                "{\"custom_transcriber_url\":\"" + origin("ws") + "/listen\"}");
        ClientEnd client = new ClientEnd();
        gateway.post(
                RunningGateway.ACME,
                "/v1/providers",
                "{\"provider\":\"custom-transcriber\",\"api_key\":\"" + KEY + "\"}");
        WebSocket socket = connect(RunningGateway.ACME, PATH, client, "x-byok-agent", "support");
        WebSocket answering = vendorEnd.open.take();

        // a frame of half a sample more, and the other half in the next
        socket.send(ByteString.of(new byte[] {1, 2, 3}));
        socket.send(ByteString.of(new byte[] {4}));
        List<Byte> heard = new ArrayList<>();
        while (heard.size() < 4) {
            for (byte b : vendorEnd.audio.take().toByteArray()) {
                heard.add(b);
            }
        }
        assertThat(heard).containsExactly((byte) 1, (byte) 2, (byte) 3, (byte) 4);
        socket.send("{\"type\":\"finalize\"}");
        assertThat(RunningGateway.json(vendorEnd.texts.take()).path("type").asText())
                .isEqualTo("finalize");

        answering.send("{\"type\":\"speech_started\"}");
        answering.send("{\"type\":\"interim\",\"text\":\"the user is\"}");
        answering.send(
                "{\"type\":\"final\",\"text\":\"the user is saying.\",\"confidence\":0.92,\"language_code\":\"en-US\"}");
        answering.send("{\"type\":\"utterance_end\"}");

        assertThat(client.next()).hasToString("{\"type\":\"speech_started\"}");
        assertThat(client.next()).hasToString("{\"type\":\"interim\",\"text\":\"the user is\"}");
        assertThat(client.next())
                .hasToString("{\"type\":\"final\",\"text\":\"the user is saying.\",\"confidence\":0.92,"
                        + "\"language_code\":\"en-US\"}");
        assertThat(client.next()).hasToString("{\"type\":\"utterance_end\"}");

        assertThat(vendor.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
        socket.send("{\"type\":\"close\"}");
        assertThat(vendorEnd.texts.take())
                .as("what was said last is finished first")
                .contains("finalize");
        answering.send("{\"type\":\"final\",\"text\":\"Bye.\"}");
        answering.send("{\"type\":\"utterance_end\"}");
        assertThat(vendorEnd.texts.take()).contains("close");
        answering.close(1000, null);
        JsonNode said = client.next();
        while (!said.path("type").asText().equals("final")) {
            said = client.next();
        }
        assertThat(said.path("text").asText()).isEqualTo("Bye.");
        assertThat(client.closed.take()).isEqualTo(1000);
    }

    @Test
    void speaksTheSameContractWithAVendorBehind() throws Exception {
        vendor.enqueue(upgrade());
        gateway.connect(RunningGateway.ACME, "deepgram", "Deepgram", KEY, origin("http") + "/v1");
        ClientEnd client = new ClientEnd();
        WebSocket socket = connect(RunningGateway.ACME, PATH + "?model=deepgram/nova-3&language=en", client);
        WebSocket answering = vendorEnd.open.take();

        socket.send(ByteString.of(new byte[3200]));
        assertThat(vendorEnd.audio.take().size()).isEqualTo(3200);
        answering.send("""
                {"type":"Results","channel_index":[0,1],"duration":0.1,"start":0.0,"is_final":true,"speech_final":true,
                 "channel":{"alternatives":[{"transcript":"Hello.","confidence":0.99,"words":[]}]}}
                """);

        List<String> types = new ArrayList<>();
        for (JsonNode event = client.next(); ; event = client.next()) {
            types.add(event.path("type").asText());
            if (event.path("type").asText().equals("final")) {
                assertThat(event.path("text").asText()).isEqualTo("Hello.");
            }
            if (event.path("type").asText().equals("utterance_end")) {
                break;
            }
        }
        assertThat(types)
                .endsWith("final", "utterance_end")
                .isSubsetOf("speech_started", "interim", "final", "utterance_end");
        assertThat(vendor.takeRequest().getUrl().queryParameter("model")).isEqualTo("nova-3");
        socket.cancel();
    }

    @Test
    void aClientThatGoesEndsTheVendorsSession() throws Exception {
        vendor.enqueue(upgrade());
        gateway.connect(RunningGateway.ACME, "deepgram", "Deepgram", KEY, origin("http") + "/v1");
        ClosingVendor ending = new ClosingVendor();
        vendor.close();
        try (MockWebServer other = new MockWebServer()) {
            other.start(java.net.InetAddress.getLoopbackAddress(), vendor.getPort());
            other.enqueue(new MockResponse.Builder().webSocketUpgrade(ending).build());
            ClientEnd client = new ClientEnd();
            WebSocket socket = connect(RunningGateway.ACME, PATH + "?model=deepgram/nova-3", client);
            ending.open.take();

            socket.close(1000, null);

            assertThat(ending.ended.poll(30, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private static final class ClosingVendor extends WebSocketListener {

        final BlockingQueue<WebSocket> open = new LinkedBlockingQueue<>();
        final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

        @Override
        public void onOpen(WebSocket socket, Response response) {
            open.add(socket);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            ended.add("closed");
            socket.close(code, null);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, Response response) {
            ended.add("cut");
        }
    }

    @Test
    void tellsWhyAVendorCannotBeReached() throws Exception {
        ClientEnd client = new ClientEnd();

        connect(RunningGateway.ACME, PATH + "?model=deepgram/nova-3", client);

        JsonNode event = client.next();
        assertThat(event.path("type").asText()).isEqualTo("error");
        assertThat(event.path("code").asText()).isEqualTo("no_api_key");
        assertThat(client.closed.take()).isEqualTo(1011);
    }

    @Test
    void refusesStrangersAndUnknownAgentsBeforeTheUpgrade() throws Exception {
        ClientEnd stranger = new ClientEnd();
        connect("no-tenants-token", PATH + "?model=deepgram/nova-3", stranger);
        assertThat(stranger.refused.take()).isEqualTo(401);

        ClientEnd lost = new ClientEnd();
        connect(RunningGateway.ACME, PATH + "?agent=nobody", lost);
        assertThat(lost.refused.take()).isEqualTo(404);
    }

    @Test
    void saysWhatAMessageMayBe() throws Exception {
        vendor.enqueue(upgrade());
        gateway.connect(RunningGateway.ACME, "deepgram", "Deepgram", KEY, origin("http") + "/v1");
        ClientEnd client = new ClientEnd();
        WebSocket socket = connect(RunningGateway.ACME, PATH + "?model=deepgram/nova-3", client);
        vendorEnd.open.take();

        socket.send("no json");

        assertThat(client.next().path("message").asText()).contains("finalize", "close");
        socket.cancel();
    }

    private WebSocket connect(String token, String path, ClientEnd client, String... header) {
        Request.Builder request =
                new Request.Builder().url(gateway.address() + path).header("Authorization", "Bearer " + token);
        if (header.length == 2) {
            request.header(header[0], header[1]);
        }
        return http.newWebSocket(request.build(), client);
    }

    private MockResponse upgrade() {
        return new MockResponse.Builder().webSocketUpgrade(vendorEnd).build();
    }

    private String origin(String scheme) {
        return scheme + "://127.0.0.1:" + vendor.getPort();
    }
}
