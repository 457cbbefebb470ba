package dev.byok.providers;

import dev.byok.providers.spec.VendorSpec;
import java.util.List;

/** What tests in other packages may see of the list of vendors. */
public final class Catalogue {

    private Catalogue() {}

    /** Every vendor, in the order of the list. */
    public static List<VendorSpec> vendors() {
        return Providers.vendors();
    }

    /** Providers that get access tokens for Google's service accounts at this URL, and wait for no job. */
    public static Providers.Builder gettingTokensAt(String url) {
        return Providers.builder().tokenUrl(url).pause((target, length, context) -> {});
    }
}
