package dev.byok.providers.http;

import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.ProviderCredential;

/**
 * Whom a request is for: the vendor, and the key to sign it with.
 *
 * @param vendor the vendor
 * @param credential an opened credential of the vendor
 */
public record Target(VendorSpec vendor, ProviderCredential credential) {

    /** {@return the vendor's id; no credential} */
    @Override
    public String toString() {
        return "Target[" + vendor.info().id() + "]";
    }
}
