package dev.byok.providers.vendor.google;

import dev.byok.providers.cloud.google.GeminiApi;
import dev.byok.providers.spec.VendorSpec;

/** The Gemini API under the id {@code google}. */
public final class Google {

    private Google() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return GeminiApi.spec("google", "Google");
    }
}
