package dev.byok.providers.spec;

import java.util.List;

/** A wire format of speech: pure functions between values and bytes. Thread-safe. */
public interface SpeechDialect {

    /**
     * {@return the request, and how its reply is to be read}
     *
     * @param input what to say, with which model
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when the request cannot be put into this format, for example
     *     without a voice
     */
    SpeechExchange encode(SpeechInput input);

    /**
     * {@return whether the vendor itself tells the times of words for such a request}
     *
     * @param input what to say, with which model
     */
    default boolean timesWords(SpeechInput input) {
        return false;
    }

    /**
     * {@return the parts of the text that are sent one after the other, for vendors that take little at once}
     *
     * @param input what to say, with which model
     */
    default List<String> parts(SpeechInput input) {
        return List.of(input.text());
    }
}
