package dev.byok.providers.vendor.speechmatics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.ExtraParameters;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.Vocabulary;
import dev.byok.providers.spec.WordShape;
import dev.byok.transcription.TranscribedWord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What files and live audio are asked with alike, and the list of results that comes for both. */
final class SpeechmaticsSettings {

    private static final WordShape RESULT = WordShape.seconds("content").times("start_time", "end_time");

    private SpeechmaticsSettings() {}

    /**
     * Writes the members of {@code transcription_config}.
     *
     * @param standard the language when none was named
     */
    static void write(
            JsonGenerator json,
            String model,
            Optional<String> language,
            String standard,
            Optional<String> prompt,
            Map<String, Object> extra)
            throws IOException {
        json.writeStringField(
                "language", language.map(SpeechSettings::primaryLanguage).orElse(standard));
        json.writeStringField("operating_point", model);
        if (prompt.isPresent()) {
            json.writeArrayFieldStart("additional_vocab");
            for (String term : Vocabulary.terms(prompt.get())) {
                json.writeStartObject();
                json.writeStringField("content", term);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        ExtraParameters.write(json, extra);
    }

    /** The words of a list of results, without punctuation, which is a result of its own. */
    static List<TranscribedWord> words(JsonNode results) {
        List<TranscribedWord> words = new ArrayList<>();
        for (JsonNode result : results) {
            JsonNode best = result.path("alternatives").path(0);
            String word = Json.text(best, "content").orElse("");
            if (!isPunctuation(result) && !word.isEmpty()) {
                words.add(new TranscribedWord(
                        word,
                        RESULT.time(result, "start_time"),
                        RESULT.time(result, "end_time"),
                        WordShape.number(best, "confidence"),
                        Json.text(best, "speaker")));
            }
        }
        return words;
    }

    /** The results as one text: punctuation says itself which side it belongs to. */
    static String text(JsonNode results) {
        StringBuilder text = new StringBuilder();
        boolean joins = true;
        for (JsonNode result : results) {
            String piece =
                    Json.text(result.path("alternatives").path(0), "content").orElse("");
            String attached = Json.text(result, "attaches_to").orElse(isPunctuation(result) ? "previous" : "none");
            boolean toPrevious = attached.equals("previous") || attached.equals("both");
            text.append(joins || toPrevious ? "" : " ").append(piece);
            joins = attached.equals("next") || attached.equals("both");
        }
        return text.toString();
    }

    private static boolean isPunctuation(JsonNode result) {
        return Json.text(result, "type").filter("punctuation"::equals).isPresent();
    }
}
