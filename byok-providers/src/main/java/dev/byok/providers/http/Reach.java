package dev.byok.providers.http;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Where a request may be sent, by who chose its endpoint. */
enum Reach {
    /** The vendor's own host: wherever the operator's name service and proxies lead. */
    ANY,
    /** An endpoint that a customer chose: public addresses only. */
    PUBLIC,
    /** An endpoint that a customer chose and the operator listed: private addresses too, but never metadata. */
    LISTED;

    boolean allows(@Nullable InetAddress address) {
        return switch (this) {
            case ANY -> true;
            case PUBLIC -> AddressRules.isPublic(address);
            case LISTED -> AddressRules.isPublic(address) || AddressRules.isPrivate(address);
        };
    }
}
