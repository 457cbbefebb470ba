package dev.byok.providers.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stands between the transport and the world: notes every host that a request is for, and lets none out. Only what is
 * for one origin on this machine passes.
 */
final class ProxyTrap extends ProxySelector implements AutoCloseable {

    private final ProxySelector before = ProxySelector.getDefault();
    private final ServerSocket listening;
    private final String passing;
    private final Set<String> hosts = new TreeSet<>();

    private ProxyTrap(String passing) throws IOException {
        this.passing = passing;
        this.listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread slamming = new Thread(this::slam, "proxy-trap");
        slamming.setDaemon(true);
        slamming.start();
    }

    /** Sets one up, for all transports that are made from now on. */
    static ProxyTrap set(String passing) {
        try {
            ProxyTrap trap = new ProxyTrap(passing);
            ProxySelector.setDefault(trap);
            return trap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The origins that requests were for since the last time. */
    synchronized Set<String> taken() {
        Set<String> taken = Set.copyOf(hosts);
        hosts.clear();
        return taken;
    }

    @Override
    public synchronized List<Proxy> select(URI uri) {
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
        // java.net asks again, for the way to the proxy
        if (origin.equals(passing) || uri.getScheme().equals("socket")) {
            return List.of(Proxy.NO_PROXY);
        }
        hosts.add(origin);
        return List.of(new Proxy(
                Proxy.Type.HTTP, new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort())));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // it always does
    }

    private void slam() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // closed
            }
        }
    }

    @Override
    public void close() {
        ProxySelector.setDefault(before);
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
