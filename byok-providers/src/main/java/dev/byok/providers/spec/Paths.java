package dev.byok.providers.spec;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.Field;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** Values within the path of a URL. */
public final class Paths {

    // a whole segment of dots would be resolved away, with what stands before it
    private static final Pattern DOTS = Pattern.compile("\\.*");

    private Paths() {}

    /**
     * {@return the value of a field of the credential that stands in paths; it was checked when it was saved, and is once
     * more, because not only this library writes to databases}
     *
     * @param fields the credential's fields
     * @param field which of them; it has a form
     * @throws ByokException {@code CONFIGURATION} when it is missing or does not have that form
     */
    public static String segment(Map<String, String> fields, Field field) {
        String value = fields.get(field.name());
        if (value == null || !field.matches(value)) {
            throw ByokException.of(
                            ErrorCode.CONFIGURATION,
                            "the credential's " + field.name()
                                    + (value == null ? " is missing" : " does not look like one"))
                    .hint("enter the field " + field.name() + " again")
                    .build();
        }
        return segment(value);
    }

    /**
     * {@return a value as one segment of a path; {@code @} and {@code :} stay as they are}
     *
     * @param value from outside, for example a model id
     * @throws ByokException {@code INVALID_REQUEST} when it is empty or only dots
     */
    public static String segment(String value) {
        if (DOTS.matcher(value).matches()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "a part of the request's path is empty or only dots")
                    .hint("check the model id")
                    .build();
        }
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%40", "@")
                .replace("%3A", ":");
    }
}
