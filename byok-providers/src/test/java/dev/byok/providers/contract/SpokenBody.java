package dev.byok.providers.contract;

import dev.byok.providers.audio.Tone;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bodies of fixtures with audio in them: {@code ${pcm 24000}} stands for the bytes of a tone, {@code ${base64 pcm 24000 1/3}}
 * for the first third of them as text, which may well end in the middle of a sample, {@code ${size pcm 24000}} for how
 * many they are.
 */
final class SpokenBody {

    static final int MILLIS = 50;

    private static final Pattern PLACE = Pattern.compile(
            "\\$\\{(?:(base64|hex|size) )?(pcm|float32|wav|endless-wav|mp3|mulaw)(?: (\\d+))?(?: (\\d)/(\\d))?\\}");

    private SpokenBody() {}

    static byte[] of(String text) {
        return of(text, MILLIS);
    }

    /** A body whose sounds are of another length: MP3 has {@link #mp3Size} bytes. */
    static byte[] of(String text, int millis) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher matcher = PLACE.matcher(text);
        int at = 0;
        while (matcher.find()) {
            out.writeBytes(text.substring(at, matcher.start()).getBytes(StandardCharsets.UTF_8));
            out.writeBytes(coded(matcher, millis));
            at = matcher.end();
        }
        out.writeBytes(text.substring(at).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** How long the bytes are that stand for so much MP3. */
    static int mp3Size(int millis) {
        return 60 * millis + 1;
    }

    private static byte[] coded(Matcher matcher, int millis) {
        int rate = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        byte[] audio = audio(matcher.group(2), rate, millis);
        if (matcher.group(4) != null) {
            int part = Integer.parseInt(matcher.group(4));
            int parts = Integer.parseInt(matcher.group(5));
            // odd places, so that pieces end within samples
            int from = part == 1 ? 0 : audio.length * (part - 1) / parts | 1;
            int to = part == parts ? audio.length : audio.length * part / parts | 1;
            audio = Arrays.copyOfRange(audio, from, to);
        }
        if ("base64".equals(matcher.group(1))) {
            return Base64.getEncoder().encode(audio);
        }
        if ("hex".equals(matcher.group(1))) {
            return HexFormat.of().formatHex(audio).getBytes(StandardCharsets.US_ASCII);
        }
        return "size".equals(matcher.group(1))
                ? String.valueOf(audio.length).getBytes(StandardCharsets.US_ASCII)
                : audio;
    }

    private static byte[] audio(String kind, int rate, int millis) {
        return switch (kind) {
            case "pcm" -> Tone.pcm(rate, millis);
            case "float32" -> Tone.float32(rate, millis);
            case "wav" -> Tone.wav(rate, millis);
            case "endless-wav" -> Tone.wav(rate, millis, -1);
            case "mp3" -> Tone.mp3(mp3Size(millis));
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
