package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.speech.Voice;
import dev.byok.spi.ValidationResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list of voices as most vendors have it: objects in one array, whose texts are id, name and labels.
 *
 * @param path the request for the first page
 * @param list where the array is, as a JSON pointer; empty for a document that is the array
 * @param id the member with the id
 * @param name the member with the name
 * @param labels members that are worth telling
 * @param paging how the next page is asked for
 */
public record VoiceList(String path, String list, String id, String name, List<String> labels, Paging paging)
        implements Listing<Voice> {

    /** How the next page is asked for. */
    public interface Paging {

        /** Everything is on one page. */
        Paging NONE = new Paging() {
            @Override
            public HttpCall page(HttpCall first, String cursor) {
                throw new IllegalStateException("there is one page only");
            }

            @Override
            public @Nullable String next(JsonNode body, List<Voice> voices, @Nullable String cursor) {
                return null;
            }
        };

        /**
         * {@return the request for a page}
         *
         * @param first the request for the first page
         * @param cursor where the page starts
         */
        HttpCall page(HttpCall first, String cursor);

        /**
         * {@return where the next page starts; null on the last page}
         *
         * @param body the page
         * @param voices what it holds
         * @param cursor where it started; null for the first page
         */
        @Nullable
        String next(JsonNode body, List<Voice> voices, @Nullable String cursor);
    }

    /** Copies the labels. */
    public VoiceList {
        labels = List.copyOf(labels);
    }

    /**
     * {@return pages that are counted}
     *
     * @param parameter the query parameter with the page's number
     * @param first the number of the first page
     * @param pages the pointer to how many pages there are
     */
    public static Paging numbered(String parameter, int first, String pages) {
        return new Paging() {
            @Override
            public HttpCall page(HttpCall request, String cursor) {
                return request.query(parameter, cursor);
            }

            @Override
            public @Nullable String next(JsonNode body, List<Voice> voices, @Nullable String cursor) {
                int number = cursor == null ? first : Integer.parseInt(cursor);
                return number - first + 1 < body.at(pages).asInt() && !voices.isEmpty()
                        ? String.valueOf(number + 1)
                        : null;
            }
        };
    }

    /**
     * {@return pages that start behind a voice}
     *
     * @param parameter the query parameter with the id of the last voice of the page before
     * @param more the pointer to whether there is a next page
     */
    public static Paging behind(String parameter, String more) {
        return new Paging() {
            @Override
            public HttpCall page(HttpCall request, String cursor) {
                return request.query(parameter, cursor);
            }

            @Override
            public @Nullable String next(JsonNode body, List<Voice> voices, @Nullable String cursor) {
                return body.at(more).asBoolean() && !voices.isEmpty()
                        ? voices.get(voices.size() - 1).id()
                        : null;
            }
        };
    }

    @Override
    public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
        HttpCall first = HttpCall.get(path);
        return cursor == null ? first : paging.page(first, cursor);
    }

    @Override
    public Page<Voice> read(JsonNode body) {
        return read(Map.of(), body, null);
    }

    @Override
    public Page<Voice> read(Map<String, String> fields, JsonNode body, @Nullable String cursor) {
        JsonNode array = body.at(list);
        if (!array.isArray()) {
            throw new MalformedReply("there is no list of voices");
        }
        List<Voice> voices = new ArrayList<>(array.size());
        array.forEach(node -> voices.add(voice(node)));
        return new Page<>(voices, paging.next(body, voices, cursor));
    }

    private Voice voice(JsonNode node) {
        String known = Json.text(node, id).orElseThrow(() -> new MalformedReply("a voice has no id"));
        Map<String, String> told = new LinkedHashMap<>();
        for (String label : labels) {
            JsonNode value = node.path(label);
            if (value.isArray()) {
                List<String> texts = new ArrayList<>();
                value.forEach(text -> texts.add(text.asText()));
                told.put(label, String.join(", ", texts));
            } else if (value.isTextual() && !value.textValue().isEmpty()) {
                told.put(label, value.textValue());
            }
        }
        return new Voice(known, Json.text(node, name).orElse(known), Optional.empty(), told, Optional.empty());
    }

    /**
     * {@return a live check by the first page of this list}
     *
     * @param saying what a good key is told
     */
    public LiveCheck check(String saying) {
        return LiveCheck.get(path, body -> {
            read(body);
            return ValidationResult.valid(saying);
        });
    }
}
