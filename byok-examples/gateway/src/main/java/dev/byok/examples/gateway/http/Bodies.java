package dev.byok.examples.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads bodies up to a limit. */
public final class Bodies {

    /** For settings and credentials: service accounts and custom parameters fit. */
    public static final int SMALL = 256 << 10;

    /** For conversations with images in them. */
    public static final int LARGE = 32 << 20;

    /** For recordings, as much as OpenAI takes. */
    public static final int RECORDING = 26 << 20;

    private Bodies() {}

    /**
     * {@return the parts of a form with a recording in it}
     *
     * @param context the request
     * @throws Refusal 413 when it is too large
     */
    public static Map<String, List<UploadedFile>> recordings(Context context) {
        if (context.req().getContentLengthLong() > RECORDING) {
            drain(context);
            throw tooLarge(RECORDING);
        }
        try {
            return context.uploadedFileMap();
        } catch (RuntimeException e) {
            // a body that did not say how large it is; its parts are read by the server
            throw new Refusal(
                    413, "request_too_large", "The form cannot be read, or has more than " + RECORDING + " bytes");
        }
    }

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
        try (InputStream in = context.req().getInputStream()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                // a client that is still writing would not hear the answer
                drain(in);
                throw tooLarge(limit);
            }
            return bytes;
        } catch (IOException e) {
            throw new Refusal(400, "invalid_request", "The body ended early");
        }
    }

    private static void drain(Context context) {
        try (InputStream in = context.req().getInputStream()) {
            drain(in);
        } catch (IOException e) {
            throw new Refusal(400, "invalid_request", "The body ended early");
        }
    }

    private static void drain(InputStream in) throws IOException {
        byte[] rest = new byte[16 << 10];
        int left = LARGE;
        for (int read = in.read(rest); read > 0 && left > 0; read = in.read(rest)) {
            left -= read;
        }
    }

    private static Refusal tooLarge(int limit) {
        return new Refusal(413, "request_too_large", "The body has more than " + limit + " bytes");
    }
}
