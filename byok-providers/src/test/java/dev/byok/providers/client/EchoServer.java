package dev.byok.providers.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A custom transcriber that says of every frame of audio which one it is. All its WebSockets are served by one thread, so that
 * every other thread that a test meets is the library's.
 */
final class EchoServer implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;

    private final ServerSocketChannel listening;
    private final Selector selector;
    private final AtomicInteger open = new AtomicInteger();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();

    EchoServer() throws IOException {
        selector = Selector.open();
        listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1_000);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
        Thread thread = new Thread(this::serve, "echo-server");
        thread.setDaemon(true);
        thread.start();
    }

    String origin() {
        return "ws://127.0.0.1:" + listening.socket().getLocalPort();
    }

    /** How many connections are open. */
    int open() {
        return open.get();
    }

    /** The numbers of the sessions whose connections ended, in order; -1 for one that sent no audio. */
    BlockingQueue<Integer> closed() {
        return closed;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        listening.close();
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select(this::serve);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                SocketChannel channel = listening.accept();
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ).attach(new Connection(channel));
                open.incrementAndGet();
            } else {
                ((Connection) key.attachment()).read();
            }
        } catch (IOException e) {
            // the client cut the connection
            ((Connection) key.attachment()).end();
        }
    }

    private final class Connection {

        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(8_192);
        private boolean upgraded;
        private int number = -1;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void read() throws IOException {
            int read = channel.read(in);
            if (read < 0) {
                end();
                return;
            }
            in.flip();
            if (!upgraded) {
                upgrade();
            }
            while (upgraded && channel.isOpen() && nextFrame()) {
                continue;
            }
            in.compact();
        }

        void end() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            open.decrementAndGet();
            closed.add(number);
        }

        // RFC 6455, section 4.2.2
        private void upgrade() throws IOException {
            String head = new String(in.array(), 0, in.limit(), ISO_8859_1);
            Matcher key = KEY.matcher(head);
            if (!head.endsWith("\r\n\r\n") || !key.find()) {
                return;
            }
            in.position(in.limit());
            try {
                byte[] digest = MessageDigest.getInstance("SHA-1")
                        .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
                write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
            upgraded = true;
        }

        // frames of clients are masked; section 5.2
        private boolean nextFrame() throws IOException {
            if (in.remaining() < 2) {
                return false;
            }
            int start = in.position();
            int opcode = in.get() & 0x0f;
            int length = in.get() & 0x7f;
            if (length == 126 && in.remaining() >= 2) {
                length = in.getShort() & 0xffff;
            }
            if (in.remaining() < 4 + length) {
                in.position(start);
                return false;
            }
            byte[] mask = new byte[4];
            byte[] payload = new byte[length];
            in.get(mask).get(payload);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i % 4];
            }
            take(opcode, payload);
            return true;
        }

        private void take(int opcode, byte[] payload) throws IOException {
            if (opcode == BINARY) {
                ByteBuffer audio = ByteBuffer.wrap(payload);
                number = audio.getInt();
                text("{\"type\":\"final\",\"text\":\"" + number + "/" + audio.getInt() + "\"}");
            } else if (opcode == TEXT && new String(payload, UTF_8).contains("finalize")) {
                text("{\"type\":\"utterance_end\"}");
            } else if (opcode == CLOSE) {
                write(new byte[] {(byte) (0x80 | CLOSE), 0});
                end();
            }
        }

        private void text(String text) throws IOException {
            byte[] bytes = text.getBytes(UTF_8);
            write(ByteBuffer.allocate(2 + bytes.length)
                    .put((byte) (0x80 | TEXT))
                    .put((byte) bytes.length)
                    .put(bytes)
                    .array());
        }

        private void write(byte[] bytes) throws IOException {
            ByteBuffer out = ByteBuffer.wrap(bytes);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }
    }
}
