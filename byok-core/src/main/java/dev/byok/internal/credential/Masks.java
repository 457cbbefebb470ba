package dev.byok.internal.credential;

import java.util.Collection;
import java.util.stream.Collectors;

/** What may be shown of a key. Made once, when the key is saved. */
final class Masks {

    /** Three middle dots: no key has them, so a mask that is typed back is recognised. */
    static final String DOTS = "\u00B7\u00B7\u00B7";

    private static final int SHOWN = 4;
    private static final int LONG_ENOUGH = 20;

    private Masks() {}

    static String of(CharSequence key) {
        int length = key.length();
        return length < LONG_ENOUGH ? DOTS : key.subSequence(0, SHOWN) + DOTS + key.subSequence(length - SHOWN, length);
    }

    /** {@return the names of headers, whose values are never shown} */
    static String ofHeaders(Collection<String> names) {
        String shown =
                names.stream().limit(SHOWN).map(name -> name + ": " + DOTS).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? shown + ", …" : shown;
    }
}
