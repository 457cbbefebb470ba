package dev.byok.spi;

/** Learns of changes in a {@link KeyStore}. Thread-safe, and quick: a store calls it on the thread that noticed. */
public interface StoreListener {

    /**
     * Something of one tenant changed: a credential, the settings, the salt.
     *
     * @param tenant whose
     */
    void tenantChanged(String tenant);

    /** Anything may have changed, because the store could not listen for a while. */
    void anythingChanged();
}
