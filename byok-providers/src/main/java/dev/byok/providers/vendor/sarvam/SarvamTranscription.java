package dev.byok.providers.vendor.sarvam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.providers.spec.AudioUpload;
import dev.byok.providers.spec.FormFields;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.TranscriptionDialect;
import dev.byok.providers.spec.TranscriptionInput;
import dev.byok.providers.spec.WordShape;
import dev.byok.transcription.TranscribedWord;
import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionRequest;
import java.util.List;
import java.util.Optional;

/** {@code POST speech-to-text}: a form, for up to 30 seconds. Words and their times are lists beside each other. */
final class SarvamTranscription implements TranscriptionDialect {

    private static final WordShape WORDS = WordShape.seconds("word");

    @Override
    public Step start(TranscriptionInput input) {
        TranscriptionRequest request = input.request();
        FormFields form = FormFields.none()
                .with("model", input.model())
                .with("language_code", request.language())
                .when(request.words(), "with_timestamps", "true")
                .extra(request.extra());
        return new Step.Ask(
                form.post("speech-to-text", "file", AudioUpload.of(request.audio())),
                body -> new Step.Done(read(body)));
    }

    private static Transcript read(JsonNode body) {
        return new Transcript(
                Json.text(body, "transcript").orElseThrow(() -> new MalformedReply("there is no transcript")),
                Json.text(body, "language_code"),
                Optional.empty(),
                words(body.path("timestamps")));
    }

    private static List<TranscribedWord> words(JsonNode times) {
        ArrayNode words = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < times.path("words").size(); i++) {
            ObjectNode word = words.addObject();
            word.set("word", times.path("words").path(i));
            word.set("start", times.path("start_time_seconds").path(i));
            word.set("end", times.path("end_time_seconds").path(i));
        }
        return WORDS.read(words);
    }
}
