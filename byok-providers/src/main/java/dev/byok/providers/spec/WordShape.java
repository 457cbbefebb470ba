package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.transcription.TranscribedWord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * How a vendor writes a word with its times.
 *
 * @param text the names of the word itself, the best first
 * @param start the name of its beginning
 * @param end the name of its end
 * @param confidence the name of how sure the vendor is
 * @param speaker the name of who said it
 * @param digits how many digits of a second are before the point: 0 for seconds, 3 for milliseconds
 */
public record WordShape(List<String> text, String start, String end, String confidence, String speaker, int digits) {

    private static final int NANOS = 9;
    private static final int MILLIS = 3;

    /** Copies the names. */
    public WordShape {
        text = List.copyOf(text);
    }

    /**
     * {@return a shape with times in seconds: start, end, confidence, speaker}
     *
     * @param text the names of the word itself, the best first
     */
    public static WordShape seconds(String... text) {
        return new WordShape(List.of(text), "start", "end", "confidence", "speaker", 0);
    }

    /**
     * {@return a shape with times in milliseconds: start, end, confidence, speaker}
     *
     * @param text the names of the word itself, the best first
     */
    public static WordShape millis(String... text) {
        return new WordShape(List.of(text), "start", "end", "confidence", "speaker", MILLIS);
    }

    /**
     * {@return this shape with other names of its times}
     *
     * @param newStart the name of its beginning
     * @param newEnd the name of its end
     */
    public WordShape times(String newStart, String newEnd) {
        return new WordShape(text, newStart, newEnd, confidence, speaker, digits);
    }

    /**
     * {@return this shape with another name of the speaker}
     *
     * @param newSpeaker the name of who said it
     */
    public WordShape speaker(String newSpeaker) {
        return new WordShape(text, start, end, confidence, newSpeaker, digits);
    }

    /**
     * {@return the words of a list; none when there is no list}
     *
     * @param list what the vendor sent
     */
    public List<TranscribedWord> read(JsonNode list) {
        return read(list, node -> true);
    }

    /**
     * {@return some words of a list; none when there is no list}
     *
     * @param list what the vendor sent
     * @param which which entries are words
     */
    public List<TranscribedWord> read(JsonNode list, Predicate<JsonNode> which) {
        List<TranscribedWord> words = new ArrayList<>(list.size());
        for (JsonNode node : list) {
            if (!which.test(node)) {
                continue;
            }
            String word = word(node);
            if (!word.isEmpty()) {
                words.add(new TranscribedWord(
                        word, time(node, start), time(node, end), number(node, confidence), speaker(node)));
            }
        }
        return words;
    }

    /**
     * {@return a time in an object; zero when it is not there}
     *
     * @param node the object
     * @param name the member
     */
    public Duration time(JsonNode node, String name) {
        return Json.decimal(node, name).map(this::duration).orElse(Duration.ZERO);
    }

    /**
     * {@return a time; zero when there is none}
     *
     * @param value a number
     */
    public Duration time(JsonNode value) {
        return Json.decimal(value).map(this::duration).orElse(Duration.ZERO);
    }

    /**
     * {@return how sure a vendor is, from 0 to 1; empty when it does not tell}
     *
     * @param node an object
     * @param name the member
     */
    public static OptionalDouble number(JsonNode node, String name) {
        JsonNode member = node.path(name);
        return member.isNumber()
                ? OptionalDouble.of(Math.max(0, Math.min(1, member.doubleValue())))
                : OptionalDouble.empty();
    }

    /**
     * {@return a length in seconds; empty when it is not there}
     *
     * @param node an object
     * @param name the member
     */
    public static Optional<Duration> length(JsonNode node, String name) {
        WordShape shape = seconds();
        return Json.decimal(node, name).map(shape::duration);
    }

    private Duration duration(BigDecimal time) {
        BigDecimal nanos = time.max(BigDecimal.ZERO).movePointRight(NANOS - digits);
        // beyond this no audio is that long
        return nanos.precision() - nanos.scale() > 18
                ? Duration.ZERO
                : Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValue());
    }

    private String word(JsonNode node) {
        for (String name : text) {
            String word = Json.text(node, name).orElse("").strip();
            if (!word.isEmpty()) {
                return word;
            }
        }
        return "";
    }

    private Optional<String> speaker(JsonNode node) {
        JsonNode who = node.path(speaker);
        return who.isValueNode() && !who.isNull() ? Optional.of(who.asText()) : Optional.empty();
    }
}
