package dev.byok.examples.gateway.http;

import io.javalin.http.Context;
import java.util.Map;

/** What every answer tells a browser to refrain from. */
public final class SecurityHeaders {

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    // scripts and styles from here only, none inline, nothing from elsewhere, no string ever becomes markup
    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";
    private static final String API = "default-src 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    /**
     * Adds them.
     *
     * @param context a request that will be answered
     */
    public static void add(Context context) {
        ALWAYS.forEach(context::header);
        boolean api = context.path().startsWith("/v1/") || context.path().startsWith("/dashboard/");
        context.header("Content-Security-Policy", api ? API : PAGE);
        context.header("Cache-Control", api ? "no-store" : "no-cache");
    }
}
