package dev.byok.providers.contract;

import dev.byok.spi.Field;
import dev.byok.spi.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Values that would lead elsewhere if they came into a URL as they are. */
final class EvilValues {

    private static final List<String> WHOLE = List.of(
            "evil.example",
            "evil.example/",
            "evil.example/#",
            "evil.example/?",
            "evil.example:443/#",
            "https://evil.example/",
            "//evil.example/",
            "\\\\evil.example\\",
            "@evil.example/",
            "127.0.0.1/#",
            "[::1]/#",
            "0x7f000001/#",
            "..",
            "../..",
            "..%2f..",
            "%2e%2e%2f%2e%2e",
            "..;/..;",
            "%",
            "%zz",
            "\u200e..",
            "\uff0e\uff0e\uff0f",
            "evil\u3002example\uff0f",
            "\u2024\u2024/");

    private static final List<String> AFTER = List.of(
            ".evil.example/#",
            ".evil.example",
            "@evil.example/",
            ":x@evil.example/#",
            "/#",
            "#",
            "?a=b",
            "&a=b",
            "/..",
            "/../../x",
            "/%2e%2e/x",
            "%2f..%2f..",
            "%00",
            "\\..\\x",
            ";x=y",
            " x",
            "\tx",
            "\nx",
            "\r\nHost: evil.example",
            "\u0000x",
            "\u2028x",
            "\u3002evil.example",
            "\uff0eevil.example",
            "\u2044x",
            ":443");

    private static final List<String> BEFORE =
            List.of("evil.example/", "evil.example#", "evil.example?", "x@", "../", "%2e%2e/", "\n", "a b", "/", "\\");

    private static final Pattern ONE_WORD = Pattern.compile("[a-z0-9][a-z0-9.-]*");

    private EvilValues() {}

    /** Values for a field, some of which begin or end like a good one. */
    static List<String> of(Field field) {
        String good = good(field);
        List<String> values = new ArrayList<>(WHOLE);
        AFTER.forEach(end -> values.add(good + end));
        BEFORE.forEach(start -> values.add(start + good));
        return values;
    }

    /**
     * Those that are evil also when white space around them is taken away, as it is of what is typed; and not those that
     * would make one word of a path, as names of deployments may.
     */
    static List<String> typed(Field field) {
        return of(field).stream()
                .filter(value -> !value.strip().equals(good(field)))
                .filter(value -> !ONE_WORD.matcher(value).matches())
                .toList();
    }

    private static String good(Field field) {
        return field.type() == FieldType.CHOICE
                ? field.choices().get(0)
                : field.example().orElse("some-value");
    }
}
