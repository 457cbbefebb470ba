package dev.byok.providers.vendor.speechmatics;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.byok.providers.spec.AudioUpload;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.FormFields;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.Paths;
import dev.byok.providers.spec.TranscriptionDialect;
import dev.byok.providers.spec.TranscriptionInput;
import dev.byok.providers.spec.WordShape;
import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** {@code POST jobs}, look until it is done, then fetch the transcript: a list of words and punctuation. */
final class SpeechmaticsTranscription implements TranscriptionDialect {

    private static final Duration PAUSE = Duration.ofSeconds(3);

    @Override
    public Step start(TranscriptionInput input) {
        TranscriptionRequest request = input.request();
        String config = new String(Json.write(json -> write(json, input)), StandardCharsets.UTF_8);
        HttpCall call =
                FormFields.none().with("config", config).post("jobs", "data_file", AudioUpload.of(request.audio()));
        return new Step.Ask(call, body -> wait(input, Json.required(body, "id")));
    }

    private static void write(JsonGenerator json, TranscriptionInput input) throws IOException {
        TranscriptionRequest request = input.request();
        json.writeStartObject();
        json.writeStringField("type", "transcription");
        json.writeObjectFieldStart("transcription_config");
        if (request.speakers()) {
            json.writeStringField("diarization", "speaker");
        }
        SpeechmaticsSettings.write(json, input.model(), request.language(), "auto", request.prompt(), request.extra());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static Step wait(TranscriptionInput input, String id) {
        return new Step.Ask(
                HttpCall.get("jobs/" + Paths.segment(id)), PAUSE, body -> look(input, id, body.path("job")));
    }

    private static Step look(TranscriptionInput input, String id, JsonNode job) {
        return switch (Json.required(job, "status")) {
            case "running" -> wait(input, id);
            case "done" ->
                new Step.Ask(
                        HttpCall.get("jobs/" + Paths.segment(id) + "/transcript")
                                .query("format", "json-v2"),
                        body -> read(body, input.request()));
            default -> throw new ErrorInReply(rejected(job));
        };
    }

    // a job that was refused says why in a list
    private static JsonNode rejected(JsonNode job) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", Json.required(job, "status"))
                .put("message", Json.text(job.path("errors").path(0), "message").orElse(""));
    }

    private static Step read(JsonNode body, TranscriptionRequest request) {
        JsonNode results = body.path("results");
        if (!results.isArray()) {
            throw new MalformedReply("there are no results");
        }
        boolean words = request.words() || request.speakers();
        return new Step.Done(new Transcript(
                SpeechmaticsSettings.text(results),
                Json.text(results.path(0).path("alternatives").path(0), "language"),
                WordShape.length(body.path("job"), "duration"),
                words ? SpeechmaticsSettings.words(results) : List.of()));
    }
}
