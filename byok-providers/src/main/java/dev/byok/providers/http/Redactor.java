package dev.byok.providers.http;

import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.providers.http.google.ServiceAccount;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes keys out of texts that vendors wrote. Vendors echo keys: whole, encoded, with their middle starred, or the last
 * four characters; so besides the secrets themselves every word goes that shares a run of six characters with one or
 * with an encoded form of it, and every word that is masked.
 */
final class Redactor {

    private static final String REDACTED = "[redacted]";
    private static final int LONGEST = 300;
    private static final int SHARED_RUN = 6;
    private static final int SHOWN_END = 4;

    // keys of vendors whose secret is not at hand here, for example an upstream's behind an aggregator
    private static final Pattern KEY_LIKE = Pattern.compile(
            "(?<![A-Za-z0-9])(?:(?:sk|pk|gsk|xai|csk|pplx|AIza|AQ|hf|r8|sk_live|fw|tgp)[-_.][A-Za-z0-9_-]{8,}"
                    + "|AIza[A-Za-z0-9_-]{20,}|eyJ[A-Za-z0-9_-]{10,}[A-Za-z0-9_.-]*"
                    // "Basic authentication" and "Bearer token" are no keys
                    + "|(?i:bearer|basic)\\s+(?:(?=[^\\s\"'<>]*[0-9])[^\\s\"'<>]{8,}|[^\\s\"'<>]{20,}))"
                    // a bot's token stands right behind "bot" in URLs
                    + "|[0-9]{5,16}(?i::|%3A|%253A)[A-Za-z0-9_-]{30,}");
    private static final Pattern WORD = Pattern.compile("[^\\s\"'<>(){},;]*[^\\s\"'<>(){},;.:!?]");
    private static final Pattern MASKED = Pattern.compile("\\*\\*|[\\u2022\\u25CF]{2}|(?i:x{4})");
    private static final Pattern BOLD = Pattern.compile("\\*\\*[^*]+\\*\\*");
    private static final String MASKS = "*\u2022\u25CF.\u2026";
    // controls, line and paragraph separators, halves of characters, and marks that turn the direction of text
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\s]+");

    private Redactor() {}

    /** The text without keys, on one line, at most 300 characters. */
    static String scrub(String text, Collection<Secret> secrets) {
        // a long text is cut before it is searched, generously, so that a key at the cut is still seen whole
        String head = cut(text, 4 * LONGEST);
        List<String> keys = keys(secrets);
        BitSet hidden = new BitSet(head.length());
        hideKeys(head, keys, hidden);
        hideWords(head, keys, hidden);
        String line = UNPRINTABLE.matcher(without(head, hidden)).replaceAll(" ").strip();
        return line.length() > LONGEST ? cut(line, LONGEST - 1) + "…" : line;
    }

    // two keys may overlap, so what is hidden is collected before anything is replaced
    private static void hideKeys(String text, List<String> keys, BitSet hidden) {
        for (String key : keys) {
            for (int at = 0; at + key.length() <= text.length(); at++) {
                if (text.regionMatches(true, at, key, 0, key.length())) {
                    hidden.set(at, at + key.length());
                }
            }
        }
        Matcher keyLike = KEY_LIKE.matcher(text);
        while (keyLike.find()) {
            hidden.set(keyLike.start(), keyLike.end());
        }
    }

    private static void hideWords(String text, List<String> keys, BitSet hidden) {
        Set<String> runs = runs(keys);
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group();
            if (isMasked(word, keys) || sharesRun(word, runs)) {
                hidden.set(words.start(), words.end());
            }
        }
    }

    private static boolean isMasked(String word, List<String> keys) {
        if (MASKED.matcher(word).find() && !BOLD.matcher(word).matches()) {
            return true;
        }
        int end = word.length() - SHOWN_END;
        return end > 0
                && MASKS.indexOf(word.charAt(end - 1)) >= 0
                && keys.stream().anyMatch(key -> key.endsWith(word.substring(end)));
    }

    private static boolean sharesRun(String word, Set<String> runs) {
        for (int start = 0; start + SHARED_RUN <= word.length(); start++) {
            if (runs.contains(word.substring(start, start + SHARED_RUN).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static String without(String text, BitSet hidden) {
        StringBuilder kept = new StringBuilder(text.length());
        int at = 0;
        for (int start = hidden.nextSetBit(0); start >= 0; start = hidden.nextSetBit(at)) {
            kept.append(text, at, start).append(REDACTED);
            at = hidden.nextClearBit(start);
        }
        return kept.append(text, at, text.length()).toString();
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static List<String> keys(Collection<Secret> secrets) {
        List<String> keys = new ArrayList<>();
        for (Secret secret : secrets) {
            String key = ServiceAccount.secretPart(secret.reveal(SecretAccess.grant()));
            // replacing every "a" would eat the text and hide nothing
            if (key.length() >= SHARED_RUN) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static Set<String> runs(List<String> keys) {
        Set<String> runs = new HashSet<>();
        for (String key : keys) {
            byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
            addRuns(runs, key);
            addRuns(runs, HexFormat.of().formatHex(utf8));
            addRuns(runs, URLEncoder.encode(key, StandardCharsets.UTF_8));
            for (int before = 0; before < 3; before++) {
                addRuns(runs, base64(utf8, before));
            }
        }
        return runs;
    }

    private static void addRuns(Set<String> runs, String form) {
        String lower = form.toLowerCase(Locale.ROOT);
        for (int start = 0; start + SHARED_RUN <= lower.length(); start++) {
            String run = lower.substring(start, start + SHARED_RUN);
            runs.add(run);
            // in base64url; in any other form these are no loss
            runs.add(run.replace('+', '-').replace('/', '_'));
        }
    }

    // only the characters that the key alone decides, when some bytes stand before it and others follow
    private static String base64(byte[] utf8, int before) {
        byte[] shifted = new byte[before + utf8.length];
        System.arraycopy(utf8, 0, shifted, before, utf8.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = before == 0 ? 0 : before + 1;
        int last = shifted.length % 3 == 0 ? text.length() : text.length() - 1;
        return text.substring(first, last);
    }
}
