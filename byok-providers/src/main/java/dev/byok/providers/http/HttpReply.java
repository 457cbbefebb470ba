package dev.byok.providers.http;

import java.util.Optional;
import okhttp3.Headers;

/**
 * A whole reply.
 *
 * @param status the HTTP status
 * @param headers the reply's headers
 * @param body the body, unzipped, within the size limit
 */
public record HttpReply(int status, Headers headers, byte[] body) {

    /** {@return whether the status is one of success} */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * {@return a header's value}
     *
     * @param name without regard to case
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** {@return whether the reply says that it is HTML} */
    public boolean isHtml() {
        return hasType(headers, "text/html");
    }

    /** {@return whether the reply says that it is plain text} */
    public boolean isPlainText() {
        return hasType(headers, "text/plain");
    }

    /** {@return whether the reply says that it is a stream of events} */
    public boolean isEventStream() {
        return isEventStream(headers);
    }

    static boolean isEventStream(Headers headers) {
        return hasType(headers, "text/event-stream") || hasType(headers, FrameReader.CONTENT_TYPE);
    }

    static boolean hasType(Headers headers, String type) {
        String value = headers.get("content-type");
        if (value == null || !value.regionMatches(true, 0, type, 0, type.length())) {
            return false;
        }
        String rest = value.substring(type.length()).stripLeading();
        return rest.isEmpty() || rest.charAt(0) == ';';
    }

    /** {@return status and size; no content} */
    @Override
    public String toString() {
        return "HttpReply[" + status + ", " + body.length + " bytes]";
    }
}
