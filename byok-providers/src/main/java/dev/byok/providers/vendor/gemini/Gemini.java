package dev.byok.providers.vendor.gemini;

import dev.byok.providers.cloud.google.GeminiApi;
import dev.byok.providers.spec.VendorSpec;

/** The Gemini API under the id {@code gemini}. */
public final class Gemini {

    private Gemini() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return GeminiApi.spec("gemini", "Google Gemini");
    }
}
