package dev.byok.internal.credential;

/** Makes text from outside fit for a message: what could break a line or hide is escaped, and it is cut. */
public final class Printable {

    private Printable() {}

    /**
     * {@return the text, escaped and cut}
     *
     * @param text from outside
     * @param maxLength how many characters are kept
     */
    public static String of(String text, int maxLength) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), maxLength));
        int at = 0;
        while (at < text.length() && out.length() < maxLength) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (isPrintable(codePoint)) {
                out.appendCodePoint(codePoint);
            } else {
                out.append(String.format("\\u{%X}", codePoint));
            }
        }
        return at < text.length() ? out.append('…').toString() : out.toString();
    }

    /** {@return for example {@code character U+0455 at position 3}; positions count code points from 1} */
    static String character(CharSequence text, int index) {
        return String.format(
                "character U+%04X at position %d", Character.codePointAt(text, index), position(text, index));
    }

    static int position(CharSequence text, int index) {
        return Character.codePointCount(text, 0, index) + 1;
    }

    static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
