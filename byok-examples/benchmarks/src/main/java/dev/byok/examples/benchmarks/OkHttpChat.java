package dev.byok.examples.benchmarks;

import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** The floor: one OkHttp client with the settings that the library has, and the same bytes on the wire. */
final class OkHttpChat implements StreamingChat {

    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client = newClient();
    private final HttpUrl url;
    private final List<String> keys;

    OkHttpChat(String baseUrl, int tenants) {
        this.url = HttpUrl.get(baseUrl + "/chat/completions");
        this.keys = IntStream.range(0, tenants).mapToObj(Chat::key).toList();
    }

    static OkHttpClient newClient() {
        return new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ofMinutes(10))
                .socketFactory(new NoDelay())
                .connectionPool(new ConnectionPool(64, 5, TimeUnit.MINUTES))
                .build();
    }

    @Override
    public String ask(int tenant) {
        Wire.Request body = new Wire.Request(MODEL, messages());
        try (Response response = post(tenant, "application/json", Wire.REQUEST, body)) {
            Wire.Reply reply = Wire.REPLY.readValue(response.body().bytes());
            return reply.choices().get(0).message().content();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Tokens stream(int tenant) {
        Wire.StreamRequest body = new Wire.StreamRequest(MODEL, messages(), true, new Wire.StreamOptions(true));
        try {
            return new Lines(post(tenant, "text/event-stream", Wire.STREAM_REQUEST, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Wire.Message> messages() {
        return List.of(new Wire.Message("system", SYSTEM), new Wire.Message("user", USER));
    }

    private Response post(int tenant, String accept, ObjectWriter writer, Object body) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header("User-Agent", "byok/0.1")
                .header("Accept", accept)
                .header("Authorization", "Bearer " + keys.get(tenant))
                .post(RequestBody.create(writer.writeValueAsBytes(body), JSON))
                .build();
        return client.newCall(request).execute();
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }

    /** Server-sent events, read as plainly as OpenAI's streams allow. */
    private record Lines(Response response, BufferedSource source) implements Tokens {

        Lines(Response response) {
            this(response, response.body().source());
        }

        @Override
        public @Nullable String next() {
            try {
                while (true) {
                    String line = source.readUtf8Line();
                    if (line == null) {
                        return null;
                    }
                    String text = line.startsWith("data: ") && !line.equals("data: [DONE]") ? text(line) : null;
                    if (text != null) {
                        return text;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static @Nullable String text(String line) throws IOException {
            Wire.Chunk chunk = Wire.CHUNK.readValue(line.substring("data: ".length()));
            return chunk.choices().isEmpty()
                    ? null
                    : chunk.choices().get(0).delta().content();
        }

        @Override
        public void close() {
            response.close();
        }
    }

    private static final class NoDelay extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
