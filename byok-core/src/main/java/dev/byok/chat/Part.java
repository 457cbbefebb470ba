package dev.byok.chat;

import java.util.Base64;
import java.util.Objects;

/** A piece of a user message. */
public sealed interface Part {

    /**
     * {@return a text}
     *
     * @param text the text
     */
    static Part text(String text) {
        return new Text(text);
    }

    /**
     * {@return an image that the vendor fetches}
     *
     * @param url an https URL; it is passed to the vendor as it is, this library does not fetch it
     */
    static Part imageUrl(String url) {
        return new ImageUrl(url);
    }

    /**
     * {@return an image that is sent along}
     *
     * @param mediaType for example {@code image/png}
     * @param bytes the file's bytes
     */
    static Part image(String mediaType, byte[] bytes) {
        return new ImageData(mediaType, Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * A text.
     *
     * @param text the text
     */
    record Text(String text) implements Part {
        /** Checks that there is a text. */
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * An image that the vendor fetches.
     *
     * @param url an https URL
     */
    record ImageUrl(String url) implements Part {
        /** Checks that it is an https URL. */
        public ImageUrl {
            if (!url.startsWith("https://")) {
                throw new IllegalArgumentException(
                        "an image URL starts with https://; send other images along with Part.image(mediaType, bytes)");
            }
        }
    }

    /**
     * An image that is sent along.
     *
     * @param mediaType for example {@code image/png}
     * @param base64 the file's bytes in base64
     */
    record ImageData(String mediaType, String base64) implements Part {
        /** Checks that it is an image. */
        public ImageData {
            if (!mediaType.startsWith("image/")) {
                throw new IllegalArgumentException("the media type of an image starts with image/, not " + mediaType);
            }
            Objects.requireNonNull(base64, "base64");
        }

        /** {@return type and size; no content} */
        @Override
        public String toString() {
            return "ImageData[" + mediaType + ", " + base64.length() + " characters of base64]";
        }
    }
}
