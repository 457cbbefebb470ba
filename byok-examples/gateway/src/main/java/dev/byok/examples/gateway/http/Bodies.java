package dev.byok.examples.gateway.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads bodies up to a limit. */
public final class Bodies {

    /** For settings and credentials: service accounts and custom parameters fit. */
    public static final int SMALL = 256 << 10;

    /** For conversations with images in them. */
    public static final int LARGE = 32 << 20;

    private Bodies() {}

    /**
     * {@return a body as text}
     *
     * @param context the request
     * @param limit how many bytes it may have
     * @throws Refusal 413 when it has more
     */
    public static String text(Context context, int limit) {
        return new String(bytes(context, limit), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Context context, int limit) {
        if (context.contentLength() > limit) {
            throw tooLarge(limit);
        }
        try (InputStream in = context.req().getInputStream()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge(limit);
            }
            return bytes;
        } catch (IOException e) {
            throw new Refusal(400, "invalid_request", "The body ended early");
        }
    }

    private static Refusal tooLarge(int limit) {
        return new Refusal(413, "request_too_large", "The body has more than " + limit + " bytes");
    }
}
