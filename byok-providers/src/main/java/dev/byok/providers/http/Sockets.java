package dev.byok.providers.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.SocketFactory;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/** The sockets of the transport. */
final class Sockets {

    private Sockets() {}

    /** Sends small packets at once: with Nagle's algorithm the first request of a TLS connection stalls up to 40 ms. */
    static SocketFactory direct() {
        return new Factory() {
            @Override
            public Socket createSocket() throws SocketException {
                Socket socket = new Socket();
                socket.setTcpNoDelay(true);
                return socket;
            }
        };
    }

    /**
     * Connects to allowed addresses only. This is the authority: it also sees address literals, which never reach the
     * name service, and nothing is looked up again after it. It ignores proxies, which would hide the address.
     */
    static SocketFactory guarded(Reach reach, Network network) {
        return new Factory() {
            @Override
            public Socket createSocket() throws SocketException {
                Socket socket = new GuardedSocket(reach, network, null);
                socket.setTcpNoDelay(true);
                return socket;
            }
        };
    }

    /** The same sockets for one session, counted by it. */
    static SocketFactory counted(Reach reach, Network network, ReceivedLimit limit) {
        return new Factory() {
            @Override
            public Socket createSocket() throws SocketException {
                Socket socket =
                        reach == Reach.ANY ? new CountedSocket(limit) : new GuardedSocket(reach, network, limit);
                socket.setTcpNoDelay(true);
                return socket;
            }
        };
    }

    /** Refuses a name when any of its addresses is not allowed. */
    static Dns guardedDns(Reach reach, Dns names) {
        return host -> {
            List<InetAddress> addresses = names.lookup(host);
            for (InetAddress address : addresses) {
                if (!reach.allows(address)) {
                    throw new RefusedAddress();
                }
            }
            return addresses;
        };
    }

    /** The address of an endpoint that a customer chose is not allowed. */
    static final class RefusedAddress extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        RefusedAddress() {
            super("the address is not allowed");
        }
    }

    private static class CountedSocket extends Socket {

        private final @Nullable ReceivedLimit limit;

        CountedSocket(ReceivedLimit limit) {
            this.limit = limit;
        }

        CountedSocket(Proxy proxy, @Nullable ReceivedLimit limit) {
            super(proxy);
            this.limit = limit;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            super.connect(endpoint, timeout);
            if (limit != null) {
                limit.connected();
            }
        }

        @Override
        public InputStream getInputStream() throws IOException {
            InputStream in = super.getInputStream();
            return limit == null ? in : limit.counting(in);
        }
    }

    private static final class GuardedSocket extends CountedSocket {

        private final Reach reach;
        private final Network network;

        GuardedSocket(Reach reach, Network network, @Nullable ReceivedLimit limit) {
            super(Proxy.NO_PROXY, limit);
            this.reach = reach;
            this.network = network;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress address) || !reach.allows(address.getAddress())) {
                throw new RefusedAddress();
            }
            super.connect(network.route().apply(endpoint), timeout);
        }
    }

    // OkHttp makes unconnected sockets only
    private abstract static class Factory extends SocketFactory {

        @Override
        public abstract Socket createSocket() throws SocketException;

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
