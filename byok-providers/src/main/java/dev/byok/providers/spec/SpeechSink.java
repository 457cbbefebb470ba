package dev.byok.providers.spec;

import dev.byok.speech.WordTimestamp;
import java.util.List;

/** Takes what a reader finds in a reply. */
public interface SpeechSink {

    /**
     * Takes audio.
     *
     * @param bytes as the vendor writes it down; may end in the middle of a sample
     */
    void audio(byte[] bytes);

    /**
     * Takes the times of words.
     *
     * @param words counted from the beginning of the reply's audio
     */
    void words(List<WordTimestamp> words);

    /**
     * Takes the vendor's count of characters.
     *
     * @param count of this reply
     */
    void characters(long count);

    /**
     * Takes the URL of a file that holds the audio.
     *
     * @param url as the vendor gave it
     * @param size how many bytes the vendor says it has; 0 when it does not say
     */
    void link(String url, long size);
}
