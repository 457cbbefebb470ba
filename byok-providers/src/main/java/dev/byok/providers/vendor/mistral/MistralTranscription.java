package dev.byok.providers.vendor.mistral;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.AudioUpload;
import dev.byok.providers.spec.FormFields;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.TranscriptionDialect;
import dev.byok.providers.spec.TranscriptionInput;
import dev.byok.providers.spec.WordShape;
import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionRequest;
import java.util.List;

/** {@code POST audio/transcriptions}, in words of Mistral's own: with times of words every segment is one. */
final class MistralTranscription implements TranscriptionDialect {

    private static final WordShape SEGMENTS = new WordShape(List.of("text"), "start", "end", "score", "speaker_id", 0);

    @Override
    public Step start(TranscriptionInput input) {
        TranscriptionRequest request = input.request();
        boolean segments = request.words() || request.speakers();
        // the times of words and a language exclude each other
        FormFields form = FormFields.none()
                .with("model", input.model())
                .with("language", request.language().filter(tag -> !segments).map(SpeechSettings::primaryLanguage))
                .with("context_bias", request.prompt())
                .when(request.words(), "timestamp_granularities", "word")
                .when(request.speakers() && !request.words(), "timestamp_granularities", "segment")
                .when(request.speakers(), "diarize", "true")
                .extra(request.extra());
        return new Step.Ask(
                form.post("audio/transcriptions", "file", AudioUpload.of(request.audio())),
                body -> new Step.Done(read(body, segments)));
    }

    private static Transcript read(JsonNode body, boolean segments) {
        return new Transcript(
                Json.text(body, "text").map(String::strip).orElseThrow(() -> new MalformedReply("there is no text")),
                Json.text(body, "language"),
                WordShape.length(body.path("usage"), "prompt_audio_seconds"),
                segments ? SEGMENTS.read(body.path("segments")) : List.of());
    }
}
