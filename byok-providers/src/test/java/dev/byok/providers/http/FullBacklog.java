package dev.byok.providers.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port of loopback where a connection attempt gets no answer: nobody accepts, and the queue is full. */
final class FullBacklog implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    private final List<SocketChannel> queued = new ArrayList<>();

    FullBacklog() throws IOException {
        for (int i = 0; i < 16; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(listening.getLocalSocketAddress());
            queued.add(channel);
        }
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : queued) {
            channel.close();
        }
        listening.close();
    }
}
