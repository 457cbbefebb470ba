package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.examples.gateway.http.Json;
import dev.byok.speech.Audio;
import dev.byok.speech.AudioFormat;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Audio in JSON and in headers. */
final class AudioJson {

    private AudioJson() {}

    static AudioFormat format(String name) {
        return switch (name) {
            case "pcm" -> AudioFormat.PCM_24000;
            case "wav" -> AudioFormat.WAV_24000;
            default -> {
                try {
                    yield AudioFormat.parse(name);
                } catch (IllegalArgumentException e) {
                    throw ByokException.of(
                                    ErrorCode.INVALID_REQUEST, "'response_format' is mp3, pcm, wav, or as pcm_24000")
                            .build();
                }
            }
        };
    }

    static String mediaType(AudioFormat format) {
        return switch (format.encoding()) {
            case MP3 -> "audio/mpeg";
            case WAV -> "audio/wav";
            case PCM -> "audio/L16; rate=" + format.sampleRate() + "; channels=1";
            case MULAW -> "audio/basic";
        };
    }

    /** {@return audio with the times of its words; of a conversation every word names its turn} */
    static ObjectNode timed(Audio audio, List<String> warnings, boolean withTurns) {
        ObjectNode body = Json.object();
        body.put("audio", Base64.getEncoder().encodeToString(audio.bytes()));
        body.put("mediaType", mediaType(audio.format()));
        ArrayNode timestamps = body.putArray("timestamps");
        audio.words().forEach(word -> {
            ObjectNode timed = timestamps
                    .addObject()
                    .put("text", word.word())
                    .put("start", seconds(word.start()))
                    .put("end", seconds(word.end()));
            if (withTurns) {
                timed.put("turnIndex", word.turn());
            }
        });
        ArrayNode told = body.putArray("warnings");
        warnings.forEach(told::add);
        return body;
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
