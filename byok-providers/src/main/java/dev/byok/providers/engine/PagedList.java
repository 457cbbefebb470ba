package dev.byok.providers.engine;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.http.Target;
import dev.byok.providers.http.Transport;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Listing;
import dev.byok.spi.CallContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads all pages of a list. */
record PagedList<T>(Target target, Transport transport, Listing<T> listing) {

    // a server that never stops giving a next page must not keep a thread for ever
    private static final int MOST_PAGES = 200;

    List<T> all(CallContext context) {
        List<T> items = new ArrayList<>();
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Listing.Page<T> read = page(cursor, context);
            items.addAll(read.items());
            cursor = read.next();
            if (cursor == null) {
                return List.copyOf(items);
            }
        }
        throw neverEnds();
    }

    // a part of a list would pass for the whole
    private ByokException neverEnds() {
        return ByokException.of(
                        ErrorCode.BAD_RESPONSE,
                        target.vendor().info().name() + " sent a list of more than " + MOST_PAGES + " pages")
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .hint("the list may have no end: report it to the vendor")
                .build();
    }

    private HttpCall call(@Nullable String cursor) {
        try {
            return listing.page(target.credential().fields(), cursor);
        } catch (ByokException e) {
            throw Failures.ofRequest(target, e);
        }
    }

    private Listing.Page<T> page(@Nullable String cursor, CallContext context) {
        return JsonReplies.read(
                target,
                transport.exchange(target, call(cursor), context),
                body -> listing.read(target.credential().fields(), body, cursor));
    }
}
