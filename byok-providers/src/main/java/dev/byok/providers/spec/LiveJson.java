package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.providers.spec.LiveTranslator.Frame;
import dev.byok.transcription.TranscribedWord;
import dev.byok.transcription.TranscriptionEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** JSON in the frames of live sessions. */
public final class LiveJson {

    private LiveJson() {}

    /**
     * {@return the document in a frame}
     *
     * @param frame a frame of the vendor's
     * @throws MalformedReply when it is not one of text with a JSON object in it
     */
    public static JsonNode read(Frame frame) {
        JsonNode json = frame.text() == null ? null : Json.readOrNull(frame.text());
        if (json == null || !json.isObject()) {
            throw new MalformedReply("a frame is no JSON object");
        }
        return json;
    }

    /**
     * {@return a frame with a document in it}
     *
     * @param writer writes the document
     */
    public static Frame write(Json.Writer writer) {
        return Frame.text(new String(Json.write(writer), StandardCharsets.UTF_8));
    }

    /**
     * {@return an object without one of its members}
     *
     * @param json the object
     * @param name the member
     */
    public static JsonNode without(JsonNode json, String name) {
        ObjectNode copy = json.deepCopy();
        copy.remove(name);
        return copy;
    }

    /**
     * {@return what was heard, which may still change or not}
     *
     * @param settled whether it is final
     * @param text what was said
     * @param confidence how sure the vendor is of a final text
     * @param language of a final text
     * @param words with their times; may be empty
     */
    public static TranscriptionEvent heard(
            boolean settled,
            String text,
            OptionalDouble confidence,
            Optional<String> language,
            List<TranscribedWord> words) {
        return settled
                ? new TranscriptionEvent.Final(0, text, confidence, language, words)
                : new TranscriptionEvent.Interim(0, text, words);
    }

    /**
     * {@return audio as text}
     *
     * @param samples the audio
     */
    public static String base64(byte[] samples) {
        return Base64.getEncoder().encodeToString(samples);
    }
}
