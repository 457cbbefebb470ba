package dev.byok.crypto.internal;

/** A key as it was pasted on a customer's device: what is around it, and what may be shown of it. */
public final class TypedKey {

    private static final String DOTS = "\u00B7\u00B7\u00B7";
    private static final int SHOWN = 4;
    private static final int LONG_ENOUGH = 20;

    private TypedKey() {}

    /**
     * {@return the text without white space and invisible characters around it}
     *
     * @param typed what was pasted
     */
    public static CharSequence stripped(CharSequence typed) {
        int from = 0;
        int to = typed.length();
        while (from < to && isPadding(typed.charAt(from))) {
            from++;
        }
        while (from < to && isPadding(typed.charAt(to - 1))) {
            to--;
        }
        return typed.subSequence(from, to);
    }

    /**
     * {@return the first and last four characters of a long key; nothing of a short one, of JSON, of several lines}
     *
     * @param key without anything around it
     */
    public static String mask(CharSequence key) {
        int length = key.length();
        boolean plain =
                length >= LONG_ENOUGH && key.charAt(0) != '{' && key.chars().allMatch(c -> c > ' ' && c <= '~');
        return plain ? "" + key.subSequence(0, SHOWN) + DOTS + key.subSequence(length - SHOWN, length) : DOTS;
    }

    private static boolean isPadding(char c) {
        return PhraseReader.isSpace(c) || PhraseReader.isInvisible(c);
    }
}
