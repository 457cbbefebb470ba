package dev.byok.providers.http;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What a reply tells besides its body. No other header of a vendor leaves the transport, because some of them repeat
 * the request's.
 *
 * @param status the HTTP status
 * @param requestId the vendor's id of the request, for its support; null when it sent none
 * @param retryAfter how long the vendor asks to wait; null when it did not say
 * @param errorType what kind of error it is, where a vendor tells that in a header; null when it does not
 * @param html whether the body is a web page
 */
public record ReplyFacts(
        int status,
        @Nullable String requestId,
        @Nullable Duration retryAfter,
        @Nullable String errorType,
        boolean html) {

    private static final String[] REQUEST_ID = {
        "x-request-id",
        "request-id",
        "x-generation-id",
        "x-amzn-requestid",
        "apim-request-id",
        "mistral-correlation-id",
        "x-ds-trace-id",
        "x-siliconcloud-trace-id",
        "dg-request-id",
        "x-fal-request-id"
    };
    private static final String AWS_ERROR_TYPE = "x-amzn-errortype";

    /**
     * {@return the facts of a reply}
     *
     * @param reply the reply
     */
    public static ReplyFacts of(HttpReply reply) {
        return of(reply.status(), reply.headers());
    }

    static ReplyFacts of(Response response) {
        return of(response.code(), response.headers());
    }

    private static ReplyFacts of(int status, Headers headers) {
        return new ReplyFacts(
                status,
                requestId(headers),
                status >= 400 ? RetryAfter.read(headers, Instant.now()) : null,
                errorType(headers),
                HttpReply.hasType(headers, "text/html"));
    }

    // "ValidationException:http://internal.amazon.com/…"; AWS's protocols cut it so
    private static @Nullable String errorType(Headers headers) {
        String value = headers.get(AWS_ERROR_TYPE);
        if (value == null) {
            return null;
        }
        String type = value.substring(value.indexOf('#') + 1).split(":", 2)[0];
        return type.matches("[A-Za-z]{1,64}") ? type : null;
    }

    private static @Nullable String requestId(Headers headers) {
        for (String name : REQUEST_ID) {
            String value = headers.get(name);
            // ids are short and plain; anything else is not worth the risk of printing it
            if (value != null && value.matches("[A-Za-z0-9._:-]{1,128}")) {
                return value;
            }
        }
        return null;
    }

    /**
     * {@return a vendor's text without keys, on one line, shortened}
     *
     * @param text what the vendor wrote
     * @param target whose secrets to look for
     */
    public static String scrub(String text, Target target) {
        if (text.isEmpty()) {
            return "";
        }
        try {
            return Redactor.scrub(text, target.secrets());
        } catch (IllegalStateException e) {
            // the call was closed meanwhile and its secrets are wiped: without them nothing can be found in the text
            return "";
        }
    }
}
