package dev.byok.store;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.Page;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The last thing that a page of a scan had, and so where the next one begins. As text: the parts in base64url, with a dot
 * between them.
 */
record ScanCursor(String tenant, String id) {

    /** Before everything. */
    static final ScanCursor START = new ScanCursor("", "");

    /** {@return what {@link #text} gave} */
    static ScanCursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        int dot = text.indexOf('.');
        try {
            return new ScanCursor(decode(text.substring(0, dot)), decode(text.substring(dot + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | CharacterCodingException notOurs) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "The scan cannot go on from there: that is no cursor")
                    .hint("take the cursor of the page before, or none to begin anew")
                    .build();
        }
    }

    /** {@return the number, when a page can have so many} */
    static int limit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least 1 item, not " + limit);
        }
        return limit;
    }

    /** {@return the first of what was found, and a cursor when there is more} */
    static <T> Page<T> page(List<T> found, int limit, Function<T, ScanCursor> place) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        String next = place.apply(found.get(limit - 1)).text();
        return new Page<>(found.subList(0, limit), Optional.of(next));
    }

    String text() {
        return encode(tenant) + "." + encode(id);
    }

    private static String encode(String part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String part) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(part)))
                .toString();
    }
}
