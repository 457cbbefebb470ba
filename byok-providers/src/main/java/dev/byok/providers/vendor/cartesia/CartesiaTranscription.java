package dev.byok.providers.vendor.cartesia;

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

/** {@code POST stt}: a form. */
final class CartesiaTranscription implements TranscriptionDialect {

    private static final WordShape WORDS = WordShape.seconds("word");

    @Override
    public Step start(TranscriptionInput input) {
        TranscriptionRequest request = input.request();
        FormFields form = FormFields.none()
                .with("model", input.model())
                .with("language", request.language().map(SpeechSettings::primaryLanguage))
                .when(request.words(), "timestamp_granularities[]", "word")
                .extra(request.extra());
        return new Step.Ask(
                form.post("stt", "file", AudioUpload.of(request.audio())), body -> new Step.Done(read(body)));
    }

    private static Transcript read(JsonNode body) {
        return new Transcript(
                Json.text(body, "text").orElseThrow(() -> new MalformedReply("there is no text")),
                Json.text(body, "language"),
                WordShape.length(body, "duration"),
                WORDS.read(body.path("words")));
    }
}
