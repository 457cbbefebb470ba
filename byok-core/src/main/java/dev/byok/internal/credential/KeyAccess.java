package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.PrivacyMode;
import dev.byok.spi.EndToEndOpener;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call brings along to get at keys.
 *
 * @param opener the customer's own key; null when the customer gave none
 * @param isBackground whether the call runs without the customer: it never uses end-to-end encrypted keys
 * @param passed keys that are stored nowhere, one per provider
 */
public record KeyAccess(@Nullable EndToEndOpener opener, boolean isBackground, List<ProviderCredential> passed) {

    /** Copies the list; the keys in it stay the caller's. */
    public KeyAccess {
        passed = List.copyOf(passed);
    }

    /** Nothing but what is stored. */
    public static final KeyAccess STORED = new KeyAccess(null, false, List.of());

    /**
     * {@return the access of a call with the customer's own key}
     *
     * @param opener the key; null for none
     */
    public static KeyAccess with(@Nullable EndToEndOpener opener) {
        return opener == null ? STORED : STORED.unlocked(opener);
    }

    /**
     * {@return this access with the customer's own key}
     *
     * @param key the key
     */
    public KeyAccess unlocked(EndToEndOpener key) {
        return new KeyAccess(key, isBackground, passed);
    }

    /**
     * {@return this access with a key that is stored nowhere, in place of one of the same provider}
     *
     * @param credential the key
     */
    public KeyAccess passing(ProviderCredential credential) {
        List<ProviderCredential> all = new ArrayList<>(passed);
        all.removeIf(other -> other.provider().equals(credential.provider()));
        all.add(credential);
        return new KeyAccess(opener, isBackground, all);
    }

    /** {@return this access for a call that runs without the customer} */
    public KeyAccess background() {
        return new KeyAccess(opener, true, passed);
    }

    /** {@return whether a call may try the row; whether it opens is another question} */
    boolean reaches(StoredCredential row) {
        return !isBackground || row.privacy() == PrivacyMode.SERVER_ACCESSIBLE;
    }

    static ByokException lockedInBackground(@Nullable String provider) {
        String whose = provider == null ? "The tenant's keys" : "The tenant's keys of " + provider;
        return ByokException.of(
                        ErrorCode.E2E_LOCKED,
                        whose + " are end-to-end encrypted, and calls in the background cannot open them")
                .provider(provider)
                .hint("add a server-accessible configuration for calls that run without the customer")
                .build();
    }

    /** {@return whether there is the customer's key, prints nothing of it} */
    @Override
    public String toString() {
        return "KeyAccess[unlocked=" + (opener != null) + ", background=" + isBackground + "]";
    }
}
