package dev.byok.providers.vendor.fal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.AudioUpload;
import dev.byok.providers.spec.ExtraParameters;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.TranscriptionDialect;
import dev.byok.providers.spec.TranscriptionInput;
import dev.byok.providers.spec.WordShape;
import dev.byok.transcription.TranscribedWord;
import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code POST <model>} of a Whisper: the audio is a data URI. Times stand in a pair. */
final class FalTranscription implements TranscriptionDialect {

    private static final WordShape CHUNKS = WordShape.seconds("text");

    @Override
    public Step start(TranscriptionInput input) {
        HttpCall call = HttpCall.post(input.model(), Json.write(json -> write(json, input.request())));
        boolean words = input.request().words() || input.request().speakers();
        return new Step.Ask(call, body -> new Step.Done(read(body, words)));
    }

    private static void write(JsonGenerator json, TranscriptionRequest request) throws IOException {
        AudioUpload audio = AudioUpload.of(request.audio());
        json.writeStartObject();
        json.writeStringField(
                "audio_url",
                "data:" + audio.mediaType() + ";base64," + Base64.getEncoder().encodeToString(audio.bytes()));
        json.writeStringField("task", "transcribe");
        if (request.language().isPresent()) {
            json.writeStringField(
                    "language",
                    SpeechSettings.primaryLanguage(request.language().get()));
        }
        if (request.words()) {
            json.writeStringField("chunk_level", "word");
        }
        if (request.speakers()) {
            json.writeBooleanField("diarize", true);
        }
        ExtraParameters.write(json, request.extra());
        json.writeEndObject();
    }

    private static Transcript read(JsonNode body, boolean words) {
        return new Transcript(
                Json.text(body, "text").map(String::strip).orElseThrow(() -> new MalformedReply("there is no text")),
                Optional.ofNullable(body.path("inferred_languages").path(0).textValue()),
                Optional.empty(),
                words ? words(body.path("chunks")) : List.of());
    }

    private static List<TranscribedWord> words(JsonNode chunks) {
        List<TranscribedWord> words = new ArrayList<>(chunks.size());
        for (JsonNode chunk : chunks) {
            JsonNode times = chunk.path("timestamp");
            words.add(new TranscribedWord(
                    Json.text(chunk, "text").orElse("").strip(),
                    CHUNKS.time(times.path(0)),
                    CHUNKS.time(times.path(1)),
                    WordShape.number(chunk, "confidence"),
                    Json.text(chunk, "speaker")));
        }
        return words;
    }
}
