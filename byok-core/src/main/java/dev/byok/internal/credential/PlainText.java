package dev.byok.internal.credential;

import org.jspecify.annotations.Nullable;

/** The rule for ids, labels and values that are not secret: one line of Unicode text. */
final class PlainText {

    private PlainText() {}

    /** {@return what is wrong with the text, to be read after its name, or null} */
    static @Nullable String fault(String text, int maxLength) {
        if (text.length() > maxLength) {
            return "is " + text.length() + " characters long, and " + maxLength + " are the most";
        }
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            switch (Character.getType(codePoint)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> {
                    return "has " + Printable.character(text, at) + ", but must be one line without control characters";
                }
                case Character.SURROGATE -> {
                    return "has " + Printable.character(text, at) + ", which is only half of a surrogate pair";
                }
                default -> {}
            }
        }
        return null;
    }
}
