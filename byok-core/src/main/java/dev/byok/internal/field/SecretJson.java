package dev.byok.internal.field;

/** A key that is a JSON object. */
public final class SecretJson {

    private static final int LONGEST = 16 << 10;

    private SecretJson() {}

    /**
     * Checks a text.
     *
     * @param text without white space around it
     * @throws MalformedField when it breaks a rule
     */
    public static void check(CharSequence text) {
        if (text.length() > LONGEST) {
            throw new MalformedField("is " + text.length() + " characters long, and " + LONGEST + " are the most");
        }
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '\n' && c != '\r' && c != '\t' && (c < 0x20 || c > 0x7E)) {
                throw new MalformedField(
                        "has character U+%04X, but such a key is ASCII: upload the file as it was downloaded"
                                .formatted((int) c));
            }
        }
        if (!JsonObjects.looksLikeOne(text)) {
            throw new MalformedField("is no JSON object: paste the whole file, from { to }");
        }
        JsonObjects.read(text);
    }
}
