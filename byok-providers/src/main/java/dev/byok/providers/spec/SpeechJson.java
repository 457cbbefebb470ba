package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.speech.WordTimestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** What several formats of speech have in their documents: audio as text, and the times of words. */
public final class SpeechJson {

    private static final double NANOS = 1e9;
    private static final double LONGEST = 1e6;

    private SpeechJson() {}

    /**
     * {@return audio that is written as base64}
     *
     * @param node an object
     * @param name the member
     * @throws MalformedReply when it is missing or something else
     */
    public static byte[] base64(JsonNode node, String name) {
        try {
            return Base64.getDecoder().decode(text(node, name));
        } catch (IllegalArgumentException e) {
            throw new MalformedReply("its audio is no base64");
        }
    }

    /**
     * {@return audio that is written in hexadecimal digits}
     *
     * @param node an object
     * @param name the member
     * @throws MalformedReply when it is missing or something else
     */
    public static byte[] hex(JsonNode node, String name) {
        try {
            return HexFormat.of().parseHex(text(node, name));
        } catch (IllegalArgumentException e) {
            throw new MalformedReply("its audio is not written in hexadecimal digits");
        }
    }

    /**
     * {@return words whose texts and times stand in three lists beside each other; none when there are no lists}
     *
     * @param node an object
     * @param words the member with the texts
     * @param starts the member with their beginnings in seconds
     * @param ends the member with their ends in seconds
     * @throws MalformedReply when the lists are not of one length
     */
    public static List<WordTimestamp> words(JsonNode node, String words, String starts, String ends) {
        JsonNode texts = node.path(words);
        if (texts.size() != node.path(starts).size()
                || texts.size() != node.path(ends).size()) {
            throw new MalformedReply("the times of its words are not as many as the words");
        }
        List<WordTimestamp> all = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).asText().strip();
            if (!text.isEmpty()) {
                all.add(word(
                        text,
                        seconds(node.path(starts).get(i)),
                        seconds(node.path(ends).get(i))));
            }
        }
        return all;
    }

    /**
     * {@return a word; one that ends before it starts, as some vendors have it, ends where it starts}
     *
     * @param text the word
     * @param start its beginning
     * @param end its end
     */
    public static WordTimestamp word(String text, Duration start, Duration end) {
        return new WordTimestamp(text, start, end.compareTo(start) < 0 ? start : end);
    }

    /**
     * {@return a word whose times are written in milliseconds}
     *
     * @param node an object
     * @param text the member with the word
     * @param start the member with its beginning
     * @param end the member with its end
     */
    public static WordTimestamp wordInMillis(JsonNode node, String text, String start, String end) {
        return word(
                node.path(text).asText(),
                Duration.ofMillis(Json.longOrZero(node, start)),
                Duration.ofMillis(Json.longOrZero(node, end)));
    }

    /**
     * {@return a time that is written in seconds}
     *
     * @param node a number
     * @throws MalformedReply when it is none
     */
    public static Duration seconds(JsonNode node) {
        double seconds = node.asDouble(-1);
        if (!node.isNumber() || !(seconds >= 0 && seconds < LONGEST)) {
            throw new MalformedReply("the time of a word is no time");
        }
        return Duration.ofNanos(Math.round(seconds * NANOS));
    }

    private static String text(JsonNode node, String name) {
        String text = Json.textOrNull(node, name);
        if (text == null) {
            throw new MalformedReply("there is no audio in it");
        }
        return text;
    }
}
