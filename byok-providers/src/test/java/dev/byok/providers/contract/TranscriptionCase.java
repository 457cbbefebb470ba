package dev.byok.providers.contract;

import dev.byok.transcription.AudioFile;
import dev.byok.transcription.TranscriptionRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What every vendor that writes recordings down is asked: a case is a folder {@code contract/<vendor>/transcription/<case>}
 * with {@code exchanges.http}, the requests and replies in turn, and {@code then.json}. The note {@code model} says what
 * listens.
 */
enum TranscriptionCase {
    BASIC,
    WORDS,
    SPEAKERS,
    SETTINGS;

    /** Not really audio: no vendor here listens to it. */
    static final byte[] AUDIO = "fake-mp3-bytes".getBytes(StandardCharsets.UTF_8);

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    TranscriptionRequest given() {
        TranscriptionRequest.Builder given = TranscriptionRequest.builder()
                .audio(AudioFile.of(AUDIO, "call.mp3", "audio/mpeg"))
                .words(this == WORDS || this == SPEAKERS)
                .speakers(this == SPEAKERS);
        if (this == SETTINGS) {
            given.audio(AudioFile.pcm(new byte[] {1, 0, 2, 0}, 16_000))
                    .language("en-US")
                    .prompt("Ada, Lovelace")
                    .extra("x_only_here", 7);
        }
        return given.build();
    }

    @Override
    public String toString() {
        return folder();
    }
}
