package dev.byok.providers.vendor.elevenlabs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.speech.Voice;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET v2/voices}, in pages. */
final class ElevenLabsVoices implements Listing<Voice> {

    @Override
    public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
        HttpCall page = HttpCall.get("v2/voices").query("page_size", "100");
        return cursor == null ? page : page.query("next_page_token", cursor);
    }

    @Override
    public Page<Voice> read(JsonNode body) {
        String next = body.path("has_more").asBoolean() ? Json.textOrNull(body, "next_page_token") : null;
        return Page.of(Json.list(body, "voices"), ElevenLabsVoices::voice, next);
    }

    private static Voice voice(JsonNode node) {
        String id = Json.text(node, "voice_id").orElseThrow(() -> new MalformedReply("a voice has no id"));
        return new Voice(
                id,
                Json.text(node, "name").orElse(id),
                Json.text(node, "category"),
                labels(node.path("labels")),
                Json.text(node, "preview_url"));
    }

    private static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new LinkedHashMap<>();
        node.properties().forEach(label -> {
            if (label.getValue().isTextual()) {
                labels.put(label.getKey(), label.getValue().textValue());
            }
        });
        return labels;
    }
}
