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
}
