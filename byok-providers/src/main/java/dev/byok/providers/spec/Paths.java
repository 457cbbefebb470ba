package dev.byok.providers.spec;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Values within the path of a URL. */
public final class Paths {

    // a whole segment of dots would be resolved away, with what stands before it
    private static final Pattern DOTS = Pattern.compile("\\.*");

    private Paths() {}

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
