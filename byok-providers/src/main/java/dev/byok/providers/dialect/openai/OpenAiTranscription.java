package dev.byok.providers.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.AudioUpload;
import dev.byok.providers.spec.FormFields;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.TranscriptionDialect;
import dev.byok.providers.spec.TranscriptionInput;
import dev.byok.providers.spec.WordShape;
import dev.byok.transcription.TranscribedWord;
import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code POST audio/transcriptions}: a form. Only some models tell the times of words and the length of the audio, and only
 * some tell speakers apart; others refuse to be asked for it.
 */
public final class OpenAiTranscription implements TranscriptionDialect {

    private static final WordShape WORDS = WordShape.seconds("word");
    private static final WordShape SEGMENTS = WordShape.seconds("text");

    private final Predicate<String> verbose;
    private final Predicate<String> diarizes;

    private OpenAiTranscription(Predicate<String> verbose, Predicate<String> diarizes) {
        this.verbose = verbose;
        this.diarizes = diarizes;
    }

    /**
     * {@return the format}
     *
     * @param verbose which models answer with {@code verbose_json}, which has words and a length
     * @param diarizes which models answer with {@code diarized_json}, which has segments with speakers
     */
    public static OpenAiTranscription of(Predicate<String> verbose, Predicate<String> diarizes) {
        return new OpenAiTranscription(verbose, diarizes);
    }

    @Override
    public Step start(TranscriptionInput input) {
        TranscriptionRequest request = input.request();
        boolean speakers = diarizes.test(input.model());
        boolean words = !speakers && request.words() && verbose.test(input.model());
        FormFields form = FormFields.none()
                .with("model", input.model())
                .with(
                        "response_format",
                        speakers ? "diarized_json" : verbose.test(input.model()) ? "verbose_json" : "json")
                .with("language", request.language().map(SpeechSettings::primaryLanguage))
                .with("prompt", request.prompt())
                .when(words, "timestamp_granularities[]", "word")
                .when(speakers, "chunking_strategy", "auto")
                .extra(request.extra());
        return new Step.Ask(
                form.post("audio/transcriptions", "file", AudioUpload.of(request.audio())),
                body -> new Step.Done(read(body)));
    }

    private static Transcript read(JsonNode body) {
        return new Transcript(
                Json.text(body, "text").map(String::strip).orElseThrow(() -> new MalformedReply("there is no text")),
                Json.text(body, "language"),
                duration(body),
                words(body));
    }

    private static List<TranscribedWord> words(JsonNode body) {
        if (body.has("words")) {
            return WORDS.read(body.path("words"));
        }
        JsonNode segments = body.path("segments");
        // a segment with a speaker is the smallest piece that a model which tells speakers apart has
        return segments.path(0).has("speaker") ? SEGMENTS.read(segments) : List.of();
    }

    private static Optional<Duration> duration(JsonNode body) {
        Optional<Duration> told = WordShape.length(body, "duration");
        return told.isPresent() ? told : WordShape.length(body.path("usage"), "seconds");
    }
}
