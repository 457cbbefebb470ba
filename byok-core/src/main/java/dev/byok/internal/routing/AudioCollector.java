package dev.byok.internal.routing;

import dev.byok.speech.Audio;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.SpeechEvent;
import dev.byok.speech.SpeechRequest;
import dev.byok.speech.WordTimestamp;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Collects audio that comes in pieces. Not thread-safe. */
final class AudioCollector {

    private static final int FIRST_SIZE = 64 << 10;

    private final SpeechRequest request;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_SIZE);
    private final List<WordTimestamp> words = new ArrayList<>();
    private long characters;
    private final Runnable onFirst;

    AudioCollector(SpeechRequest request, Runnable onFirst) {
        this.onFirst = onFirst;
        this.request = request;
        this.characters = request.text().codePointCount(0, request.text().length());
    }

    void add(SpeechEvent event) {
        if (event instanceof SpeechEvent.Audio audio) {
            if (bytes.size() == 0) {
                onFirst.run();
            }
            bytes.writeBytes(audio.bytes());
        } else if (event instanceof SpeechEvent.Words more) {
            words.addAll(more.words());
        } else if (event instanceof SpeechEvent.CharactersReported told) {
            characters = told.characters();
        }
    }

    Audio whole() {
        AudioFormat format = request.format();
        byte[] all = bytes.toByteArray();
        boolean wav = format.encoding() == AudioFormat.Encoding.WAV;
        if (wav) {
            // the header of a WAV file that is streamed cannot tell how long it is; now it is known
            WavHeader.tellLengths(all);
        }
        long samples = Math.max(0, all.length - (wav ? WavHeader.LENGTH : 0));
        return new Audio(all, format, words, characters, format.durationOf(samples));
    }
}
