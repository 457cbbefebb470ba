package dev.byok.providers.vendor.fishaudio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.VoiceList;
import dev.byok.speech.Voice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET model}: the account's own voices. Everybody's voices are some millions, which is not a list. */
final class FishAudioVoices implements Listing<Voice> {

    private static final int PAGE = 100;

    private final VoiceList page = new VoiceList(
            "model?self=true&page_size=" + PAGE,
            "/items",
            "_id",
            "title",
            List.of("languages", "tags"),
            VoiceList.Paging.NONE);

    @Override
    public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
        return page.page(fields, null).query("page_number", cursor == null ? "1" : cursor);
    }

    @Override
    public Page<Voice> read(JsonNode body) {
        return page.read(body);
    }

    @Override
    public Page<Voice> read(Map<String, String> fields, JsonNode body, @Nullable String cursor) {
        int number = cursor == null ? 1 : Integer.parseInt(cursor);
        List<Voice> voices = read(body).items();
        boolean more =
                !voices.isEmpty() && (long) number * PAGE < body.path("total").asLong();
        return new Page<>(voices, more ? String.valueOf(number + 1) : null);
    }
}
