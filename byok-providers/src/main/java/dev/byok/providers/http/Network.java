package dev.byok.providers.http;

import java.net.SocketAddress;
import java.util.function.UnaryOperator;
import okhttp3.Dns;

/**
 * What lies behind guarded sockets. A test puts a name service of its own here, and a server of its own where a
 * connection leads that was allowed; what is allowed is decided before, on the addresses as they are.
 *
 * @param names finds the addresses of a name
 * @param route where a connection leads that was allowed
 */
record Network(Dns names, UnaryOperator<SocketAddress> route) {

    static final Network SYSTEM = new Network(Dns.SYSTEM, UnaryOperator.identity());
}
