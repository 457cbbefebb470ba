package dev.byok.providers.spec;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.speech.AudioFormat.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What several formats of speech make of a request. */
public final class SpeechSettings {

    private SpeechSettings() {}

    /**
     * {@return the voice}
     *
     * @param input what to say
     * @throws ByokException {@code INVALID_REQUEST} when none was named
     */
    public static String voice(SpeechInput input) {
        return input.request()
                .voice()
                .orElseThrow(() -> ByokException.of(ErrorCode.INVALID_REQUEST, "speech of this vendor needs a voice")
                        .hint("call voice(…) with an id of tenant.voices(…) or of the vendor's documentation")
                        .build());
    }

    /**
     * {@return the language without script and region, for vendors that know no more}
     *
     * @param tag as BCP 47 writes it
     */
    public static String primaryLanguage(String tag) {
        int end = tag.indexOf('-');
        return (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /**
     * {@return whether MP3 is wanted, which is not made from anything else}
     *
     * @param input what to say
     */
    public static boolean mp3(SpeechInput input) {
        return input.request().format().encoding() == Encoding.MP3;
    }

    /**
     * {@return the sample rate to ask for: the one that is wanted where the vendor has it, else the next higher one, else the
     * highest}
     *
     * @param input what to say
     * @param available the vendor's rates, rising
     */
    public static int sampleRate(SpeechInput input, int... available) {
        int wanted = input.request().format().sampleRate();
        for (int rate : available) {
            if (rate >= wanted) {
                return rate;
            }
        }
        return available[available.length - 1];
    }

    /**
     * {@return a text in parts that are not longer than a vendor takes, cut behind sentences, else between words}
     *
     * @param text what to say
     * @param most characters of a part
     */
    public static List<String> parts(String text, int most) {
        List<String> parts = new ArrayList<>(1);
        String rest = text.strip();
        while (rest.length() > most) {
            int cut = cut(rest, most);
            parts.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        if (!rest.isEmpty()) {
            parts.add(rest);
        }
        return parts;
    }

    private static int cut(String text, int most) {
        int word = -1;
        for (int i = most; i > 0; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                if (".!?:;\u3002\uff01\uff1f\u0964".indexOf(text.charAt(i - 1)) >= 0) {
                    return i;
                }
                word = Math.max(word, i);
            }
        }
        if (word > 0) {
            return word;
        }
        return Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
    }
}
