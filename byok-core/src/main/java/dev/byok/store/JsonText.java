package dev.byok.store;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON objects of texts, and of pairs of texts, as columns hold them. Stores know no JSON library, and need no more than
 * this.
 */
final class JsonText {

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** Two texts: the first is secret or sealed, the second may be shown. */
    record Pair(String first, String second) {}

    static String ofTexts(Map<String, String> texts) {
        StringBuilder json = new StringBuilder("{");
        texts.forEach((name, value) -> {
            name(json, name);
            quote(json, value);
        });
        return json.append('}').toString();
    }

    static String ofPairs(Map<String, Pair> pairs) {
        StringBuilder json = new StringBuilder("{");
        pairs.forEach((name, pair) -> {
            name(json, name).append('[');
            quote(json, pair.first());
            quote(json.append(','), pair.second());
            json.append(']');
        });
        return json.append('}').toString();
    }

    /** @throws IllegalArgumentException for anything that {@link #ofTexts} does not write */
    static Map<String, String> texts(String json) {
        return new JsonText(json).object(JsonText::quoted);
    }

    /** @throws IllegalArgumentException for anything that {@link #ofPairs} does not write */
    static Map<String, Pair> pairs(String json) {
        return new JsonText(json).object(JsonText::pair);
    }

    private static StringBuilder name(StringBuilder json, String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        quote(json, name);
        return json.append(':');
    }

    private static void quote(StringBuilder json, String value) {
        json.append('"');
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else if (character < ' ') {
                json.append(String.format("\\u%04x", (int) character));
            } else {
                json.append(character);
            }
        }
        json.append('"');
    }

    private interface Value<T> {
        T read(JsonText json);
    }

    private <T> Map<String, T> object(Value<T> value) {
        Map<String, T> read = new LinkedHashMap<>();
        expect('{');
        while (peek() != '}') {
            if (!read.isEmpty()) {
                expect(',');
            }
            String name = quoted();
            expect(':');
            read.put(name, value.read(this));
        }
        expect('}');
        if (at != text.length()) {
            throw malformed();
        }
        return read;
    }

    private Pair pair() {
        expect('[');
        String first = quoted();
        expect(',');
        String second = quoted();
        expect(']');
        return new Pair(first, second);
    }

    private String quoted() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (peek() != '"') {
            char character = next();
            value.append(character == '\\' ? escaped() : character);
        }
        expect('"');
        return value.toString();
    }

    private char escaped() {
        char character = next();
        if (character != 'u') {
            return character;
        }
        if (text.length() - at < 4) {
            throw malformed();
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw malformed();
        }
    }

    private char next() {
        char character = peek();
        at++;
        return character;
    }

    private char peek() {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    // not what is there: it may be a sealed key
    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("not what a store writes");
    }
}
