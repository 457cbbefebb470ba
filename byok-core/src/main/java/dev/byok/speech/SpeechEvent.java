package dev.byok.speech;

import java.util.List;
import java.util.Objects;

/** One piece of spoken audio as it comes. */
public sealed interface SpeechEvent {

    /**
     * A piece of audio in the format that was asked for. The bytes belong to whoever got them.
     *
     * @param bytes whole samples, never empty
     */
    record Audio(byte[] bytes) implements SpeechEvent {

        /** Checks that there are some. */
        public Audio {
            if (bytes.length == 0) {
                throw new IllegalArgumentException("a piece of audio is not empty");
            }
        }
    }

    /**
     * Times of words, counted from the beginning of the whole audio. They may come before or after the audio they are of.
     *
     * @param words in the order they are spoken
     */
    record Words(List<WordTimestamp> words) implements SpeechEvent {

        /** Copies the words. */
        public Words {
            words = List.copyOf(words);
        }
    }

    /**
     * How many characters the vendor counts.
     *
     * @param characters those it charges for
     */
    record CharactersReported(long characters) implements SpeechEvent {}

    /** {@return whether it is audio: what settles the route of a stream} */
    default boolean isContent() {
        return this instanceof Audio;
    }

    /**
     * {@return a piece of audio}
     *
     * @param bytes whole samples, not empty
     */
    static SpeechEvent audio(byte[] bytes) {
        return new Audio(Objects.requireNonNull(bytes, "bytes"));
    }
}
