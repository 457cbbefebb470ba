package dev.byok.providers.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server whose every byte a test decides: a script for each connection, run on a thread of its own. */
public final class ScriptedServer implements AutoCloseable {

    /** What happens on a connection. It is closed when the script ends. */
    @FunctionalInterface
    public interface Script {

        /** Runs. */
        void run(Connection connection) throws IOException, InterruptedException;
    }

    private static final Pattern SOCKET_KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");

    private final ServerSocket listening;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch accepted = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);

    private ScriptedServer(Script script) throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon(() -> accept(script));
    }

    /** Starts one on a free port of loopback. */
    public static ScriptedServer start(Script script) throws IOException {
        return new ScriptedServer(script);
    }

    /** Answers every request of every connection in the same way. */
    public static ScriptedServer answering(String reply) throws IOException {
        return start(connection -> {
            while (connection.readRequest() != null) {
                connection.send(reply);
            }
        });
    }

    /** A reply with a length. */
    public static String reply(String status, String body, String... headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
    }

    /** The beginning of a stream of events, which the end of the connection ends. */
    public static String streamHead() {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    }

    /** Its base URL. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Its port. */
    public int port() {
        return listening.getLocalPort();
    }

    /** How many connections were made to it. */
    public int connections() {
        return connections.size();
    }

    /** Every request that came whole. */
    public List<String> requests() {
        return requests;
    }

    /** Waits for the first connection. */
    public void awaitConnection() throws InterruptedException {
        await(accepted, "nobody connected");
    }

    /** Waits for the first request. */
    public void awaitRequest() throws InterruptedException {
        await(asked, "nobody asked");
    }

    /** Waits until a client went away while {@link Connection#awaitClientGone()} ran. */
    public void awaitAbandoned() throws InterruptedException {
        await(abandoned, "the client did not go away");
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Connection connection : connections) {
            connection.socket.close();
        }
    }

    private void accept(Script script) {
        while (!listening.isClosed()) {
            try {
                Connection connection = new Connection(listening.accept(), connections.size());
                connections.add(connection);
                accepted.countDown();
                daemon(() -> connection.run(script));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(CountDownLatch latch, String otherwise) throws InterruptedException {
        if (!latch.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError(otherwise);
        }
    }

    /** One connection. */
    public final class Connection {

        private final Socket socket;
        private final int number;

        private Connection(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        /** Which connection of the server it is, from 0. */
        public int number() {
            return number;
        }

        /** Reads a request with its body; null when the client ended the connection. */
        public @Nullable String readRequest() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    return null;
                }
                head.append((char) c);
            }
            int length = 0;
            for (String line : head.toString().split("\r\n")) {
                if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            String request = head + new String(in.readNBytes(length), ISO_8859_1);
            requests.add(request);
            asked.countDown();
            return request;
        }

        /** Reads so many bytes. */
        public void readBytes(int count) throws IOException {
            socket.getInputStream().readNBytes(count);
        }

        /** Sends text. */
        public void send(String text) throws IOException {
            send(text.getBytes(UTF_8));
        }

        /** Sends bytes. */
        public void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Reads the wish for a WebSocket and grants it; RFC 6455, section 4.2.2. */
        public void upgrade() throws IOException {
            Matcher key = SOCKET_KEY.matcher(String.valueOf(readRequest()));
            if (!key.find()) {
                throw new IOException("nobody wants a WebSocket");
            }
            try {
                byte[] digest = MessageDigest.getInstance("SHA-1")
                        .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
                send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Ends the connection rudely. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Waits until the client ends the connection. */
        public void awaitClientGone() {
            try {
                while (socket.getInputStream().read() >= 0) {
                    continue;
                }
                abandoned.countDown();
            } catch (IOException e) {
                abandoned.countDown();
            }
        }

        private void run(Script script) {
            try (socket) {
                script.run(this);
            } catch (IOException | InterruptedException e) {
                // the client went away, or the test is over
                return;
            }
        }
    }
}
