package dev.byok.examples.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Speaks over plain HTTP/1.1 and listens over WebSockets, in a process of its own. It prints its port and ends with its input.
 * A path that begins with {@value #LONG} gets ten minutes of audio in about seven seconds, any other a second at once.
 */
final class VoiceServer {

    static final String LONG = "/long";
    static final int LONG_PIECES = 6_000;
    private static final int SHORT_PIECES = 10;
    private static final int CLOSE = 8;

    private VoiceServer() {}

    public static void main(String... args) throws IOException {
        ServerSocket server = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
        daemon(() -> accept(server));
        System.out.println(server.getLocalPort());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        // until this JVM's parent has gone
        commands.lines().forEach(line -> {});
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            System.err.println("the stub takes no more connections: " + e.getMessage());
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            for (String head = head(in); head != null; head = head(in)) {
                String key = header(head, "sec-websocket-key");
                if (key != null) {
                    upgrade(key, out);
                    listen(in, out);
                    return;
                }
                in.readNBytes(Integer.parseInt(String.valueOf(header(head, "content-length"))));
                int path = head.indexOf(' ') + 1;
                speak(head.substring(path, head.indexOf(' ', path)), out);
            }
        } catch (IOException e) {
            // the client went away, which is its right
        }
    }

    private static void speak(String path, OutputStream out) throws IOException {
        boolean isLong = path.startsWith(LONG);
        String base = isLong ? path.substring(LONG.length()) : path;
        for (VoiceKind kind : VoiceKind.values()) {
            if (base.startsWith(kind.base)) {
                kind.answer(out, isLong ? LONG_PIECES : SHORT_PIECES, isLong ? VoiceServer::pause : piece -> {});
            }
        }
    }

    private static void pause(int piece) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(1);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private static void upgrade(String key, OutputStream out) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                    .getBytes(US_ASCII));
            out.flush();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hears a word in every frame of audio, until the other side closes. */
    private static void listen(DataInputStream in, OutputStream out) throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte() & 0x7f;
            // a mask of four bytes stands before the payload
            in.skipNBytes(4 + (length == 126 ? in.readUnsignedShort() : length));
            if (opcode == CLOSE) {
                out.write(new byte[] {(byte) (0x80 | CLOSE), 0});
                out.flush();
                return;
            }
            if (opcode == 2) {
                byte[] text = "{\"type\":\"final\",\"text\":\"word\"}".getBytes(US_ASCII);
                out.write(0x81);
                out.write(text.length);
                out.write(text);
                out.flush();
            }
        }
    }

    private static @Nullable String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static @Nullable String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }
}
