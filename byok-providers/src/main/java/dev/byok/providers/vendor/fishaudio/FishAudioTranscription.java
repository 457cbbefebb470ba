package dev.byok.providers.vendor.fishaudio;

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

/** {@code POST v1/asr}: a form. Times are those of segments, which may be longer than a word. */
final class FishAudioTranscription implements TranscriptionDialect {

    private static final WordShape SEGMENTS = WordShape.seconds("text");

    @Override
    public Step start(TranscriptionInput input) {
        TranscriptionRequest request = input.request();
        FormFields form = FormFields.none()
                .with("language", request.language().map(SpeechSettings::primaryLanguage))
                .with("ignore_timestamps", String.valueOf(!request.words()))
                .extra(request.extra());
        return new Step.Ask(
                form.post("v1/asr", "audio", AudioUpload.of(request.audio())),
                body -> new Step.Done(read(body, request.words())));
    }

    private static Transcript read(JsonNode body, boolean words) {
        return new Transcript(
                Json.text(body, "text").orElseThrow(() -> new MalformedReply("there is no text")),
                Json.text(body, "language_code"),
                WordShape.length(body, "duration"),
                words ? SEGMENTS.read(body.path("segments")) : List.of());
    }
}
