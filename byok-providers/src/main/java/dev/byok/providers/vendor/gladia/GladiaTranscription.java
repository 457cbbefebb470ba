package dev.byok.providers.vendor.gladia;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.AudioUpload;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.ExtraParameters;
import dev.byok.providers.spec.FormFields;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.Paths;
import dev.byok.providers.spec.TranscriptionDialect;
import dev.byok.providers.spec.TranscriptionInput;
import dev.byok.providers.spec.WordShape;
import dev.byok.transcription.TranscribedWord;
import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Upload, begin a job, look until it is done. Speakers are told by utterance, and handed down to its words. */
final class GladiaTranscription implements TranscriptionDialect {

    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final WordShape WORDS = WordShape.seconds("word");

    @Override
    public Step start(TranscriptionInput input) {
        // written once before the audio goes out, so that a refused parameter costs nothing
        job(input, "");
        HttpCall upload = FormFields.none()
                .post("v2/upload", "audio", AudioUpload.of(input.request().audio()));
        return new Step.Ask(upload, body -> begin(input, Json.required(body, "audio_url")));
    }

    private static Step begin(TranscriptionInput input, String url) {
        return new Step.Ask(
                HttpCall.post("v2/pre-recorded", job(input, url)), body -> wait(input, Json.required(body, "id")));
    }

    private static byte[] job(TranscriptionInput input, String url) {
        return Json.write(json -> write(json, input, url));
    }

    private static void write(JsonGenerator json, TranscriptionInput input, String url) throws IOException {
        TranscriptionRequest request = input.request();
        json.writeStartObject();
        json.writeStringField("audio_url", url);
        json.writeStringField("model", input.model());
        GladiaSettings.language(json, request.language());
        if (request.speakers()) {
            json.writeBooleanField("diarization", true);
        }
        if (request.prompt().isPresent()) {
            GladiaSettings.vocabulary(json, request.prompt().get());
        }
        ExtraParameters.write(json, request.extra());
        json.writeEndObject();
    }

    private static Step wait(TranscriptionInput input, String id) {
        return new Step.Ask(HttpCall.get("v2/pre-recorded/" + Paths.segment(id)), PAUSE, body -> look(input, id, body));
    }

    private static Step look(TranscriptionInput input, String id, JsonNode job) {
        return switch (Json.required(job, "status")) {
            case "done" -> new Step.Done(read(job.path("result"), input.request()));
            case "error" -> throw new ErrorInReply(job);
            default -> wait(input, id);
        };
    }

    private static Transcript read(JsonNode result, TranscriptionRequest request) {
        JsonNode transcription = result.path("transcription");
        return new Transcript(
                Json.text(transcription, "full_transcript")
                        .orElseThrow(() -> new MalformedReply("there is no transcript")),
                Optional.ofNullable(transcription.path("languages").path(0).textValue()),
                WordShape.length(result.path("metadata"), "audio_duration"),
                request.words() || request.speakers() ? words(transcription.path("utterances")) : List.of());
    }

    private static List<TranscribedWord> words(JsonNode utterances) {
        List<TranscribedWord> words = new ArrayList<>();
        for (JsonNode utterance : utterances) {
            JsonNode speaker = utterance.path("speaker");
            Optional<String> who =
                    speaker.isValueNode() && !speaker.isNull() ? Optional.of(speaker.asText()) : Optional.empty();
            for (TranscribedWord word : WORDS.read(utterance.path("words"))) {
                words.add(new TranscribedWord(word.text(), word.start(), word.end(), word.confidence(), who));
            }
        }
        return words;
    }
}
