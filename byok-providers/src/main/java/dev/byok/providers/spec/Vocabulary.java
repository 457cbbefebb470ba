package dev.byok.providers.spec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Words that are likely to come, for vendors that want a list of them. */
public final class Vocabulary {

    private Vocabulary() {}

    /**
     * {@return the words of a prompt}
     *
     * @param prompt words with commas between them
     */
    public static List<String> terms(String prompt) {
        return Arrays.stream(prompt.split(","))
                .map(String::strip)
                .filter(term -> !term.isEmpty())
                .toList();
    }

    /**
     * Writes the words of a prompt as a member that is a list.
     *
     * @param json where to
     * @param name the member's name
     * @param prompt words with commas between them
     * @throws IOException from the generator
     */
    public static void write(JsonGenerator json, String name, String prompt) throws IOException {
        json.writeArrayFieldStart(name);
        for (String term : terms(prompt)) {
            json.writeString(term);
        }
        json.writeEndArray();
    }
}
