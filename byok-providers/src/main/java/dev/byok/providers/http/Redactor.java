package dev.byok.providers.http;

import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes keys out of texts that vendors wrote. Vendors echo keys: whole, with their middle starred, or the last four
 * characters; so besides the secrets themselves every word goes that shares a run of six characters with one, and every
 * word with stars in it.
 */
final class Redactor {

    private static final String REDACTED = "[redacted]";
    private static final int LONGEST = 300;
    private static final int SHARED_RUN = 6;

    // keys of vendors whose secret is not at hand here, for example an upstream's behind an aggregator
    private static final Pattern KEY_LIKE = Pattern.compile(
            "(?<![A-Za-z0-9])(?:sk|pk|gsk|xai|csk|pplx|AIza|AQ|hf|r8|sk_live|fw|tgp)[-_.][A-Za-z0-9_-]{8,}"
                    + "|AIza[A-Za-z0-9_-]{20,}"
                    + "|(?i:bearer|basic)\\s+\\S+|eyJ[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]*)*");
    private static final Pattern WORD = Pattern.compile("[^\\s\"'<>(){},;]+");

    private Redactor() {}

    /** The text without keys, on one line, at most 300 characters. */
    static String scrub(String text, Collection<Secret> secrets) {
        // a long text is cut before it is searched, generously, so that a key at the cut is still seen whole
        String cut = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        List<String> forms = forms(secrets);
        for (String form : forms) {
            cut = cut.replace(form, REDACTED);
        }
        cut = KEY_LIKE.matcher(cut).replaceAll(REDACTED);
        cut = WORD.matcher(cut).replaceAll(word -> Matcher.quoteReplacement(scrubWord(word.group(), forms)));
        cut = cut.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return cut.length() > LONGEST ? cut.substring(0, LONGEST - 1) + "…" : cut;
    }

    private static String scrubWord(String word, List<String> forms) {
        if (word.contains("**") || word.contains("••") || word.contains("xxxx")) {
            return REDACTED;
        }
        for (String form : forms) {
            for (int start = 0; start + SHARED_RUN <= word.length(); start++) {
                if (form.contains(word.substring(start, start + SHARED_RUN))) {
                    return REDACTED;
                }
            }
        }
        return word;
    }

    private static List<String> forms(Collection<Secret> secrets) {
        List<String> forms = new ArrayList<>();
        for (Secret secret : secrets) {
            String raw = secret.reveal(SecretAccess.grant());
            // replacing every "a" would eat the text and hide nothing
            if (raw.length() < SHARED_RUN) {
                continue;
            }
            byte[] utf8 = raw.getBytes(StandardCharsets.UTF_8);
            forms.add(raw);
            forms.add(raw.toLowerCase(Locale.ROOT));
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(utf8));
            forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(utf8));
            forms.add(HexFormat.of().formatHex(utf8));
            forms.add(URLEncoder.encode(raw, StandardCharsets.UTF_8));
        }
        return forms;
    }
}
