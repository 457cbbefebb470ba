package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list that a vendor serves in pages.
 *
 * @param <T> what is listed
 */
public interface Listing<T> {

    /**
     * {@return the request for a page}
     *
     * @param fields the credential's fields that are not secret, for vendors that want some in the path
     * @param cursor where the page starts, from the page before; null for the first page
     */
    HttpCall page(Map<String, String> fields, @Nullable String cursor);

    /**
     * {@return what a page holds}
     *
     * @param body the reply
     * @throws MalformedReply when it does not follow the format
     */
    Page<T> read(JsonNode body);

    /**
     * {@return what a page holds, for lists whose pages do not tell all by themselves}
     *
     * @param fields the credential's fields that are not secret
     * @param body the reply
     * @param cursor where the page started; null for the first page
     * @throws MalformedReply when it does not follow the format
     */
    default Page<T> read(Map<String, String> fields, JsonNode body, @Nullable String cursor) {
        return read(body);
    }

    /**
     * A page.
     *
     * @param items what it holds
     * @param next where the next page starts; null on the last page
     * @param <T> what is listed
     */
    record Page<T>(List<T> items, @Nullable String next) {

        /** Copies the items, and takes an empty word about the next page for none. */
        public Page {
            items = List.copyOf(items);
            next = next == null || next.isEmpty() ? null : next;
        }

        /**
         * {@return a page of entries that are read one by one}
         *
         * @param list the entries
         * @param entry reads one
         * @param next where the next page starts; null on the last page
         * @param <T> what is listed
         */
        public static <T> Page<T> of(JsonNode list, Function<JsonNode, T> entry, @Nullable String next) {
            return new Page<>(list.valueStream().map(entry).toList(), next);
        }
    }
}
