package dev.byok.providers.voice;

import dev.byok.providers.spec.Json;
import java.io.IOException;
import java.net.InetAddress;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** A custom voice around Festival, as a customer would write it. */
final class VoiceServer implements AutoCloseable {

    private static final int PIECE = 4_096;

    private final MockWebServer server = new MockWebServer();

    VoiceServer() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                String text =
                        Json.read(request.getBody().toByteArray()).path("text").textValue();
                try {
                    return new MockResponse.Builder()
                            .addHeader("content-type", "application/octet-stream")
                            .chunkedBody(new Buffer().write(Programs.speak(text)), PIECE)
                            .build();
                } catch (IOException e) {
                    return new MockResponse.Builder().code(500).build();
                }
            }
        });
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    String origin() {
        return "http://127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
