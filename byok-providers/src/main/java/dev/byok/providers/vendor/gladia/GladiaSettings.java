package dev.byok.providers.vendor.gladia;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.Vocabulary;
import java.io.IOException;
import java.util.Optional;

/** What files and live audio are asked with alike. */
final class GladiaSettings {

    private GladiaSettings() {}

    static void language(JsonGenerator json, Optional<String> tag) throws IOException {
        if (tag.isPresent()) {
            json.writeObjectFieldStart("language_config");
            Vocabulary.write(json, "languages", SpeechSettings.primaryLanguage(tag.get()));
            json.writeEndObject();
        }
    }

    static void vocabulary(JsonGenerator json, String prompt) throws IOException {
        json.writeBooleanField("custom_vocabulary", true);
        json.writeObjectFieldStart("custom_vocabulary_config");
        Vocabulary.write(json, "vocabulary", prompt);
        json.writeEndObject();
    }
}
