package dev.byok.internal.credential;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a pasted key. A key that breaks one would be refused by the vendor, or by the HTTP client with the key
 * in its exception, so it is refused here, where a person can still mend it.
 */
final class PastedKey {

    private static final int LEAST = 8;
    private static final int MOST = 4096;

    /** What is pasted instead of a key or around it; each says more than that a character is not allowed. */
    private static final List<Mistake> MISTAKES = List.of(
            new Mistake(
                    Masks.DOTS, "has the three dots of a mask at position %d: paste the key, not what is shown of it"),
            new Mistake("\u2026", "has an ellipsis at position %d: the key was cut short where it was copied"),
            new Mistake("\\*{3}", "has three asterisks at position %d: the key was blacked out where it was copied"),
            new Mistake(
                    "^[\"'`\u2018-\u201F\u00AB\u00BB]|[\"'`\u2018-\u201F\u00AB\u00BB]$",
                    "has a quotation mark at position %d: paste the key without quotes"),
            new Mistake("(?iU)^bearer\\s", "starts with 'Bearer' at position %d: paste only what follows it"),
            new Mistake(
                    "(?iU)^export\\s+\\w+\\s*=|(?-i:^[A-Z][A-Z0-9_]*_(?:KEY|TOKEN|SECRET)\\s*=)",
                    "starts with an assignment at position %d: paste only what follows the equals sign"),
            new Mistake(
                    "\\$\\{[^}]*\\}",
                    "has a placeholder '${\u2026}' at position %d: paste the key that it stands for"));

    private PastedKey() {}

    /** {@return what is wrong with the key, to be read after the field's name, or null} */
    static @Nullable String fault(CharSequence key, boolean required) {
        // first, so that the patterns run over short texts only
        if (key.length() > MOST) {
            return "is " + key.length() + " characters long, and a key has at most " + MOST;
        }
        for (Mistake mistake : MISTAKES) {
            Matcher matcher = mistake.pattern.matcher(key);
            if (matcher.find()) {
                return String.format(mistake.fault, Printable.position(key, matcher.start()));
            }
        }
        for (int at = 0; at < key.length(); at++) {
            if (key.charAt(at) < 0x21 || key.charAt(at) > 0x7E) {
                return "has " + Printable.character(key, at) + ", but a key is printable ASCII without blanks";
            }
        }
        // an optional token is the customer's own choice
        if (required && key.length() < LEAST) {
            return "is " + key.length() + " characters long, and a key has at least " + LEAST;
        }
        return null;
    }

    private record Mistake(Pattern pattern, String fault) {
        Mistake(String regex, String fault) {
            this(Pattern.compile(regex), fault);
        }
    }
}
