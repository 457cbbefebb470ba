package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.speech.WordTimestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes words of characters with times, for vendors that time no words. A word may be spread over several documents. */
public final class CharacterTimes {

    private final StringBuilder word = new StringBuilder();
    private Duration start = Duration.ZERO;
    private Duration end = Duration.ZERO;

    /** Makes one that has seen nothing. */
    public CharacterTimes() {}

    /**
     * {@return the words that end within these characters}
     *
     * @param characters a list of texts
     * @param starts a list of their beginnings in seconds
     * @param ends a list of their ends in seconds
     * @throws MalformedReply when the lists are not of one length
     */
    public List<WordTimestamp> add(JsonNode characters, JsonNode starts, JsonNode ends) {
        if (characters.size() != starts.size() || characters.size() != ends.size()) {
            throw new MalformedReply("the times of its characters are not as many as the characters");
        }
        List<WordTimestamp> words = new ArrayList<>();
        for (int i = 0; i < characters.size(); i++) {
            String character = characters.get(i).asText();
            if (character.isBlank()) {
                words.addAll(rest());
                continue;
            }
            if (word.isEmpty()) {
                start = SpeechJson.seconds(starts.get(i));
            }
            word.append(character);
            end = SpeechJson.seconds(ends.get(i));
        }
        return words;
    }

    /** {@return the word that the last character belongs to, if there is one} */
    public List<WordTimestamp> rest() {
        if (word.isEmpty()) {
            return List.of();
        }
        String text = word.toString();
        word.setLength(0);
        return List.of(SpeechJson.word(text, start, end));
    }
}
