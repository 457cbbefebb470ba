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

    /** {@return whether the reply says that it is a stream of events} */
    public boolean isEventStream() {
        String type = headers.get("content-type");
        return type != null && type.startsWith("text/event-stream");
    }

    /** {@return status and size; no content} */
    @Override
    public String toString() {
        return "HttpReply[" + status + ", " + body.length + " bytes]";
    }
}
