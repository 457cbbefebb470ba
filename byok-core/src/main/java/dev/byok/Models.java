package dev.byok;

import dev.byok.internal.credential.KeyAccess;
import dev.byok.internal.routing.ModelDirectory;
import dev.byok.model.ModelGroup;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.StoredCredential;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The models that one tenant can use, over all its connected credentials: for a picker. Get it from
 * {@link Tenant#models()}.
 *
 * <p>What a vendor's list tells wins, and the model catalogue fills in the rest; what neither knows is absent. Vendors are
 * not asked here but by {@link #refresh}, by a successful {@link dev.byok.credential.Credentials#test test} of a
 * credential, and by {@link Tenant#models(String)}. Their lists are kept in this client's memory.
 *
 * <p>A view without state: thread-safe, cheap, nothing to close.
 */
public final class Models {

    private final ByokClient client;
    private final String tenant;
    private final KeyAccess access;

    Models(ByokClient client, String tenant, KeyAccess access) {
        this.client = client;
        this.tenant = tenant;
        this.access = access;
    }

    /** {@return all models, by credential, oldest credential first; credentials without a known model are left out} */
    public List<ModelGroup> list() {
        return directory().find(tenant, "");
    }

    /**
     * {@return the models with all words of a text in their id or name, by credential}
     *
     * @param text words or parts of them, upper and lower case alike
     */
    public List<ModelGroup> search(String text) {
        return directory().find(tenant, text);
    }

    /**
     * Asks the vendor of a credential for its list.
     *
     * @param credentialId a connected credential that is in use
     * @return its models
     * @throws ByokException {@code NOT_FOUND} when there is no such credential, {@code UNSUPPORTED_CAPABILITY} when the
     *     vendor has no list, and what the vendor makes of it
     */
    public ModelGroup refresh(String credentialId) {
        StoredCredential row = client.vault().rows(tenant).find(credentialId);
        if (row == null || !row.connected()) {
            throw ByokException.of(ErrorCode.NOT_FOUND, "there is no such credential")
                    .credentialId(credentialId)
                    .build();
        }
        return directory().refresh(tenant, access, row, CallContext.starting(client.timeouts(), new Cancellation()));
    }

    /**
     * Stars a model, so that it comes first in its group. A star is for a provider's model, whichever credential is used,
     * and is kept in the tenant's settings.
     *
     * @param reference {@code provider/model}
     * @throws ByokException {@code INVALID_REQUEST} when it is no reference, {@code UNSUPPORTED_PROVIDER}
     */
    public void star(String reference) {
        String star = directory().starOf(reference);
        change(stars -> stars.add(star));
    }

    /**
     * Takes a star away.
     *
     * @param reference {@code provider/model}
     * @throws ByokException {@code INVALID_REQUEST} when it is no reference, {@code UNSUPPORTED_PROVIDER}
     */
    public void unstar(String reference) {
        String star = directory().starOf(reference);
        change(stars -> stars.remove(star));
    }

    private void change(Predicate<Set<String>> change) {
        client.settings().update(tenant, settings -> {
            Set<String> stars = new LinkedHashSet<>(settings.starredModels());
            return change.test(stars)
                    ? settings.toBuilder().starredModels(stars).build()
                    : settings;
        });
    }

    private ModelDirectory directory() {
        return client.routers().models();
    }
}
