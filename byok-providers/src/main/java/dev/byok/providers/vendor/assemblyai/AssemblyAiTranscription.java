package dev.byok.providers.vendor.assemblyai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.AudioUpload;
import dev.byok.providers.spec.ExtraParameters;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.Paths;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.TranscriptionDialect;
import dev.byok.providers.spec.TranscriptionInput;
import dev.byok.providers.spec.Vocabulary;
import dev.byok.providers.spec.WordShape;
import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Upload, begin a job, look until it is done. A job that failed is told with a status of success. */
final class AssemblyAiTranscription implements TranscriptionDialect {

    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final WordShape WORDS = WordShape.millis("text");

    @Override
    public Step start(TranscriptionInput input) {
        AudioUpload audio = AudioUpload.of(input.request().audio());
        // written once before the audio goes out, so that a refused parameter costs nothing
        job(input, "");
        HttpCall upload = HttpCall.post("v2/upload", audio.bytes(), "application/octet-stream");
        return new Step.Ask(upload, body -> begin(input, Json.required(body, "upload_url")));
    }

    private static Step begin(TranscriptionInput input, String url) {
        return new Step.Ask(HttpCall.post("v2/transcript", job(input, url)), body -> look(input, body));
    }

    private static byte[] job(TranscriptionInput input, String url) {
        return Json.write(json -> write(json, input, url));
    }

    private static void write(JsonGenerator json, TranscriptionInput input, String url) throws IOException {
        TranscriptionRequest request = input.request();
        json.writeStartObject();
        json.writeStringField("audio_url", url);
        json.writeArrayFieldStart("speech_models");
        json.writeString(input.model());
        json.writeEndArray();
        if (request.language().isPresent()) {
            json.writeStringField(
                    "language_code",
                    SpeechSettings.primaryLanguage(request.language().get()));
        } else {
            json.writeBooleanField("language_detection", true);
        }
        if (request.prompt().isPresent()) {
            Vocabulary.write(json, "keyterms_prompt", request.prompt().get());
        }
        if (request.speakers()) {
            json.writeBooleanField("speaker_labels", true);
        }
        ExtraParameters.write(json, request.extra());
        json.writeEndObject();
    }

    private static Step look(TranscriptionInput input, JsonNode job) {
        if (Json.text(job, "status").filter("completed"::equals).isPresent()) {
            return new Step.Done(read(job, input.request()));
        }
        String id = Json.required(job, "id");
        return new Step.Ask(HttpCall.get("v2/transcript/" + Paths.segment(id)), PAUSE, body -> look(input, body));
    }

    private static Transcript read(JsonNode job, TranscriptionRequest request) {
        return new Transcript(
                Json.text(job, "text").orElseThrow(() -> new MalformedReply("there is no text")),
                Json.text(job, "language_code"),
                WordShape.length(job, "audio_duration"),
                request.words() || request.speakers() ? WORDS.read(job.path("words")) : List.of());
    }
}
