package dev.byok.providers.vendor.deepgram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.AudioUpload;
import dev.byok.providers.spec.FormFields;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.TranscriptionDialect;
import dev.byok.providers.spec.TranscriptionInput;
import dev.byok.providers.spec.WordShape;
import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionRequest;
import java.util.List;

/** {@code POST v1/listen}: the audio is the body, and everything else stands in the query. */
final class DeepgramTranscription implements TranscriptionDialect {

    private static final WordShape WORDS = WordShape.seconds("punctuated_word", "word");

    @Override
    public Step start(TranscriptionInput input) {
        TranscriptionRequest request = input.request();
        AudioUpload audio = AudioUpload.of(request.audio());
        FormFields query = FormFields.none()
                .with("model", input.model())
                .with("smart_format", "true")
                .with("language", request.language())
                .when(request.language().isEmpty(), "detect_language", "true")
                .with("keyterm", request.prompt())
                .when(request.speakers(), "diarize", "true")
                .extra(request.extra());
        HttpCall call = query.onto(HttpCall.post("v1/listen", audio.bytes(), audio.mediaType()));
        return new Step.Ask(call, body -> new Step.Done(read(body, request.words() || request.speakers())));
    }

    private static Transcript read(JsonNode body, boolean words) {
        JsonNode channel = body.path("results").path("channels").path(0);
        JsonNode best = channel.path("alternatives").path(0);
        return new Transcript(
                Json.text(best, "transcript").orElseThrow(() -> new MalformedReply("there is no transcript")),
                Json.text(channel, "detected_language"),
                WordShape.length(body.path("metadata"), "duration"),
                words ? WORDS.read(best.path("words")) : List.of());
    }
}
