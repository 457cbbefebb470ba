package dev.byok.providers.http;

import dev.byok.credential.Secret;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.ProviderCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whom a request is for: the vendor, and the key to sign it with. */
public final class Target {

    private final VendorSpec vendor;
    private final ProviderCredential credential;
    private final CopyOnWriteArrayList<Secret> tokens = new CopyOnWriteArrayList<>();

    /**
     * Makes one.
     *
     * @param vendor the vendor
     * @param credential an opened credential of the vendor
     */
    public Target(VendorSpec vendor, ProviderCredential credential) {
        this.vendor = vendor;
        this.credential = credential;
    }

    /** {@return the vendor} */
    public VendorSpec vendor() {
        return vendor;
    }

    /** {@return an opened credential of the vendor} */
    public ProviderCredential credential() {
        return credential;
    }

    /** Notes a token that requests to this target were signed with. */
    void signedWith(Secret token) {
        tokens.addIfAbsent(token);
    }

    /** Everything that must not be seen: the credential's secrets, and what was had for them. */
    List<Secret> secrets() {
        List<Secret> all = new ArrayList<>(credential.secrets().values());
        all.addAll(tokens);
        return all;
    }

    /** {@return the vendor's id; no credential} */
    @Override
    public String toString() {
        return "Target[" + vendor.info().id() + "]";
    }
}
