package dev.byok.examples.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers every chat with the same bytes over plain HTTP/1.1. A process of its own, so that neither its work nor its
 * garbage is measured. It prints its port, then the number of connections it took for every line it reads, and ends with
 * its input.
 */
final class StubServer {

    private static final byte[] WHOLE = Answers.whole();
    private static final byte[] LONG = Answers.stream(Answers.TOKENS);
    private static final byte[] SHORT = Answers.stream(Answers.FEW_TOKENS);
    private static final byte[] LONG_PATH = ("POST " + Stub.LONG).getBytes(US_ASCII);
    private static final byte[] SHORT_PATH = ("POST " + Stub.SHORT).getBytes(US_ASCII);
    private static final String LENGTH = "\r\ncontent-length:";

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();

    private StubServer() throws IOException {
        this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    }

    public static void main(String... args) throws IOException {
        StubServer stub = new StubServer();
        daemon(stub::acceptAll);
        System.out.println(stub.server.getLocalPort());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
        while (commands.readLine() != null) {
            System.out.println(stub.connections.get());
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            System.err.println("the stub takes no more connections: " + e.getMessage());
        }
    }

    private static void serve(Socket socket) {
        byte[] buffer = new byte[1 << 16];
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (readRequest(in, buffer)) {
                out.write(answer(buffer));
            }
        } catch (IOException e) {
            // the client went away, which is its right
        }
    }

    private static byte[] answer(byte[] request) {
        if (startsWith(request, LONG_PATH)) {
            return LONG;
        }
        return startsWith(request, SHORT_PATH) ? SHORT : WHOLE;
    }

    /** Reads one request to its end; clients here wait for an answer before they send the next. */
    private static boolean readRequest(InputStream in, byte[] buffer) throws IOException {
        int filled = 0;
        int end = -1;
        while (end < 0 || filled < end) {
            int count = in.read(buffer, filled, buffer.length - filled);
            if (count <= 0) {
                return false;
            }
            filled += count;
            if (end < 0) {
                end = end(buffer, filled);
            }
        }
        return true;
    }

    /** Where the request ends; -1 when its headers are not complete yet. */
    private static int end(byte[] buffer, int filled) {
        String head = new String(buffer, 0, filled, ISO_8859_1);
        int blank = head.indexOf("\r\n\r\n");
        if (blank < 0) {
            return -1;
        }
        String headers = head.substring(0, blank + 2).toLowerCase(Locale.ROOT);
        int length = headers.indexOf(LENGTH);
        if (length < 0) {
            throw new IllegalStateException("a chat request without a content-length");
        }
        int start = length + LENGTH.length();
        return blank
                + 4
                + Integer.parseInt(
                        headers.substring(start, headers.indexOf('\r', start)).strip());
    }

    private static boolean startsWith(byte[] buffer, byte[] prefix) {
        return Arrays.equals(buffer, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }
}
