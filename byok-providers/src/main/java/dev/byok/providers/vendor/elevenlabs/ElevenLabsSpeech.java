package dev.byok.providers.vendor.elevenlabs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.CharacterTimes;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Paths;
import dev.byok.providers.spec.SpeechBody;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Reply;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.providers.spec.SpeechJson;
import dev.byok.providers.spec.SpeechReader;
import dev.byok.providers.spec.SpeechSettings;
import dev.byok.providers.spec.SpeechSink;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.AudioFormat.Encoding;

/**
 * {@code POST v1/text-to-speech/{voice}/stream}, or {@code …/stream/with-timestamps}. The format stands in the query; in the
 * body it would be ignored, and MP3 would come.
 */
final class ElevenLabsSpeech implements SpeechDialect {

    // 44,100 and 48,000 need a larger plan; the library converts instead
    private static final int[] RATES = {8_000, 16_000, 22_050, 24_000};

    @Override
    public boolean timesWords(SpeechInput input) {
        return input.request().timestamps();
    }

    @Override
    public SpeechExchange encode(SpeechInput input) {
        String path = "v1/text-to-speech/" + Paths.segment(SpeechSettings.voice(input)) + "/stream";
        boolean timed = timesWords(input);
        Source source = source(input);
        HttpCall call = SpeechBody.of(input)
                .text("text")
                .with("model_id", input.model())
                .language("language_code", SpeechSettings::primaryLanguage)
                .speed("voice_settings", "speed")
                .post(timed ? path + "/with-timestamps" : path)
                .query("output_format", format(source, input.request().format()));
        return new SpeechExchange(call, source, timed ? new Reply.Lines(Timed::new) : new Reply.Bytes());
    }

    private static Source source(SpeechInput input) {
        AudioFormat wanted = input.request().format();
        if (wanted.encoding() == Encoding.MP3 || wanted.equals(AudioFormat.MULAW_8000)) {
            return Source.of(wanted);
        }
        return new Source.Pcm(SpeechSettings.sampleRate(input, RATES));
    }

    private static String format(Source source, AudioFormat wanted) {
        if (source instanceof Source.Pcm pcm) {
            return "pcm_" + pcm.sampleRate();
        }
        if (source instanceof Source.MuLaw) {
            return "ulaw_8000";
        }
        return switch (wanted.sampleRate()) {
            case 22_050 -> "mp3_22050_32";
            case 24_000 -> "mp3_24000_48";
            default -> "mp3_44100_128";
        };
    }

    /**
     * Reads a document on each line; there is no end marker, the body just ends. Times count from the beginning of the reply,
     * and not, as over a WebSocket, from that of a piece.
     */
    private static final class Timed implements SpeechReader {

        private final CharacterTimes characters = new CharacterTimes();

        @Override
        public boolean accept(String event, JsonNode body, SpeechSink out) {
            if (!body.has("audio_base64") && body.has("detail")) {
                throw new ErrorInReply(body);
            }
            JsonNode alignment = body.path("alignment");
            out.words(characters.add(
                    alignment.path("characters"),
                    alignment.path("character_start_times_seconds"),
                    alignment.path("character_end_times_seconds")));
            out.audio(SpeechJson.base64(body, "audio_base64"));
            return false;
        }

        @Override
        public boolean mayEndHere(SpeechSink out) {
            out.words(characters.rest());
            return true;
        }
    }
}
