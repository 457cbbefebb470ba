package dev.byok.providers.dialect.gemini;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The media type of an image, which the format wants beside its URL. */
final class ImageTypes {

    private static final Pattern ENDING = Pattern.compile("[^?#]*\\.([A-Za-z]{3,4})(?:[?#].*)?");

    private ImageTypes() {}

    /** By the ending of the path, as far as Gemini reads such images; null when it does not tell. */
    static @Nullable String ofUrl(String url) {
        Matcher matcher = ENDING.matcher(url);
        if (!matcher.matches()) {
            return null;
        }
        return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "jpg", "jpeg" -> "image/jpeg";
            case "png" -> "image/png";
            case "webp" -> "image/webp";
            case "heic" -> "image/heic";
            case "heif" -> "image/heif";
            default -> null;
        };
    }
}
