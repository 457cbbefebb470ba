package dev.byok.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One way in which a canary's random part may be written.
 *
 * @param name for the failure message
 * @param text the whole random part, written that way
 * @param minRun how many characters of it in a row are a leak: as many as eight characters of the key take
 */
record CanaryForm(String name, String text, int minRun) {

    private static final int LEAK = 8;

    /** {@return every form of a random part of letters and digits; encoders leave those as they are or escape all} */
    static List<CanaryForm> of(String random) {
        List<CanaryForm> forms = new ArrayList<>();
        forms.add(new CanaryForm("raw", random, LEAK));
        forms.add(new CanaryForm("reversed", new StringBuilder(random).reverse().toString(), LEAK));
        forms.add(new CanaryForm("UTF-16", String.join("\0", random.split("")), 2 * LEAK - 1));
        addBase64(forms, random);
        addEscaped(forms, "hex", random, 2 * LEAK, "%02x", "%02X");
        addEscaped(forms, "percent-encoded", random, 3 * LEAK, "%%%02x", "%%%02X");
        addEscaped(forms, "JSON-escaped", random, 6 * LEAK, "\\u%04x", "\\u%04X");
        addEscaped(forms, "HTML-escaped", random, 6 * LEAK, "&#x%02x;", "&#x%02X;");
        addEscaped(forms, "HTML-escaped", random, 5 * LEAK, "&#%d;");
        return forms;
    }

    // What precedes the random part shifts it against base64's groups of three bytes, in one of three ways. Characters
    // that also depend on a neighbour are cut off.
    private static void addBase64(List<CanaryForm> forms, String random) {
        byte[] bytes = random.getBytes(StandardCharsets.US_ASCII);
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            int from = (shift * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            String standard = Base64.getEncoder().encodeToString(shifted).substring(from, to);
            String url = Base64.getUrlEncoder().encodeToString(shifted).substring(from, to);
            forms.add(new CanaryForm("base64", standard, 10));
            if (!url.equals(standard)) {
                forms.add(new CanaryForm("base64url", url, 10));
            }
        }
    }

    private static void addEscaped(List<CanaryForm> forms, String name, String random, int minRun, String... formats) {
        Arrays.stream(formats)
                .map(format -> random.chars().mapToObj(format::formatted).collect(Collectors.joining()))
                .distinct()
                .forEach(text -> forms.add(new CanaryForm(name, text, minRun)));
    }
}
