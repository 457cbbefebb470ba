package dev.byok.providers.vendor.elevenlabs;

import com.fasterxml.jackson.databind.JsonNode;
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

/** {@code POST v1/speech-to-text}: a form. Its list of words has the blanks between them too. */
final class ElevenLabsTranscription implements TranscriptionDialect {

    private static final WordShape WORD = WordShape.seconds("text").speaker("speaker_id");

    @Override
    public Step start(TranscriptionInput input) {
        TranscriptionRequest request = input.request();
        FormFields form = FormFields.none()
                .with("model_id", input.model())
                .with("language_code", request.language())
                .with("keyterms", request.prompt())
                .with("timestamps_granularity", request.words() || request.speakers() ? "word" : "none")
                .when(request.speakers(), "diarize", "true")
                .extra(request.extra());
        return new Step.Ask(
                form.post("v1/speech-to-text", "file", AudioUpload.of(request.audio())), ElevenLabsTranscription::read);
    }

    private static Step read(JsonNode body) {
        return new Step.Done(new Transcript(
                Json.text(body, "text").orElseThrow(() -> new MalformedReply("there is no text")),
                Json.text(body, "language_code"),
                WordShape.length(body, "audio_duration_secs"),
                words(body.path("words"))));
    }

    static List<TranscribedWord> words(JsonNode list) {
        return WORD.read(
                list, node -> Json.text(node, "type").filter("word"::equals).isPresent());
    }
}
