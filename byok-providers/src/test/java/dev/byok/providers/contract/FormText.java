package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form with a file in it as lines: {@code name=value}, and {@code name=@call.mp3 audio/mpeg} for the file. */
final class FormText {

    /** A WAV file of two samples at 16 kHz, byte for byte. */
    private static final byte[] WAV = HexFormat.of()
            .parseHex("524946462800000057415645666d742010000000010001008" + "03e0000007d0000020010006461746104000000"
                    + "01000200");

    private static final Pattern PART = Pattern.compile(
            "Content-Disposition: form-data; name=\"([^\"]*)\"(?:; filename=\"([^\"]*)\"\r\nContent-Type: ([^\r]*))?\r\n\r\n(.*)\r\n",
            Pattern.DOTALL);

    private final List<String> lines = new ArrayList<>();

    FormText(String contentType, byte[] body, TranscriptionCase asked) {
        String boundary = contentType.substring(contentType.indexOf("boundary=") + 9);
        // ISO 8859-1 has a character for each byte
        String text = new String(body, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("--" + boundary + "\r\n").endsWith("\r\n--" + boundary + "--\r\n");
        for (String part : text.split("--" + Pattern.quote(boundary) + "(?:--)?\r\n")) {
            if (!part.isEmpty()) {
                lines.add(line(part, asked));
            }
        }
    }

    private static String line(String part, TranscriptionCase asked) {
        Matcher matcher = PART.matcher(part);
        assertThat(matcher.matches()).as(part).isTrue();
        byte[] value = matcher.group(4).getBytes(StandardCharsets.ISO_8859_1);
        if (matcher.group(2) == null) {
            return matcher.group(1) + "=" + new String(value, StandardCharsets.UTF_8);
        }
        assertThat(value).isEqualTo(file(asked));
        return matcher.group(1) + "=@" + matcher.group(2) + " " + matcher.group(3);
    }

    /** The file that a case sends. */
    static byte[] file(TranscriptionCase asked) {
        return asked == TranscriptionCase.SETTINGS ? WAV : TranscriptionCase.AUDIO;
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
