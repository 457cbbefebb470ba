package dev.byok.speech;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Spoken audio as a whole. */
public final class Audio {

    private final byte[] bytes;
    private final AudioFormat format;
    private final List<WordTimestamp> words;
    private final long characters;
    private final Duration duration;

    /**
     * Makes one.
     *
     * @param bytes in that format; kept as it is, not copied
     * @param format how it is written
     * @param words the times of words; empty when none were asked for
     * @param characters how many characters were spoken, by the vendor's count where it tells one
     * @param duration how long it sounds; zero where that is not known, as for MP3
     */
    public Audio(byte[] bytes, AudioFormat format, List<WordTimestamp> words, long characters, Duration duration) {
        this.bytes = Objects.requireNonNull(bytes, "bytes");
        this.format = Objects.requireNonNull(format, "format");
        this.words = List.copyOf(words);
        this.characters = characters;
        this.duration = Objects.requireNonNull(duration, "duration");
    }

    /** {@return the audio; not a copy} */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return how it is written} */
    public AudioFormat format() {
        return format;
    }

    /** {@return the times of words; empty when none were asked for} */
    public List<WordTimestamp> words() {
        return words;
    }

    /** {@return how many characters were spoken, by the vendor's count where it tells one} */
    public long characters() {
        return characters;
    }

    /** {@return how long it sounds; zero where that is not known, as for MP3} */
    public Duration duration() {
        return duration;
    }

    /**
     * {@return this audio with the times of its words}
     *
     * @param timed from another source than the voice
     */
    public Audio withWords(List<WordTimestamp> timed) {
        return new Audio(bytes, format, timed, characters, duration);
    }

    /** {@return size and format; no content} */
    @Override
    public String toString() {
        return "Audio[" + bytes.length + " bytes, " + format + "]";
    }
}
