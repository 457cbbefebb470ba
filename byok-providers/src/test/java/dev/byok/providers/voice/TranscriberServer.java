package dev.byok.providers.voice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** A custom transcriber around PocketSphinx, as a customer would write it. */
final class TranscriberServer implements AutoCloseable {

    static final String TOKEN = "FAKE-token-of-the-servers";

    private final MockWebServer server = new MockWebServer();

    TranscriberServer() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (!("Bearer " + TOKEN).equals(request.getHeaders().get("Authorization"))) {
                    return new MockResponse.Builder()
                            .code(401)
                            .body("{\"detail\":\"who are you?\"}")
                            .build();
                }
                return new MockResponse.Builder()
                        .webSocketUpgrade(new Listening())
                        .build();
            }
        });
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    String origin() {
        return "ws://127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }

    private static final class Listening extends WebSocketListener {

        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            heard.writeBytes(bytes.toByteArray());
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            if (text.contains("\"close\"")) {
                socket.close(1000, null);
                return;
            }
            try {
                String words = Programs.understand(heard.toByteArray());
                heard.reset();
                socket.send("{\"type\":\"final\",\"text\":\"" + words + "\"}");
                socket.send("{\"type\":\"utterance_end\"}");
            } catch (IOException | InterruptedException e) {
                socket.send("{\"type\":\"error\",\"message\":\"the recogniser failed\"}");
            }
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(code, reason);
        }
    }
}
