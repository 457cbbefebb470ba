package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.internal.credential.TenantRows;
import dev.byok.model.ModelRef;
import dev.byok.routing.KeySource;
import dev.byok.spi.Provider;
import dev.byok.spi.StoredCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what the caller says to the routes that can serve it. Plans with sealed rows only: no secret is opened here. */
public final class RoutePlanner {

    /** The order of providers when the caller names none; others follow in the order they were connected. */
    private static final List<String> PREFERRED = List.of("azure-openai", "anthropic", "openai");

    private final ProviderCatalog providers;

    /**
     * Makes one.
     *
     * @param providers the known providers
     */
    public RoutePlanner(ProviderCatalog providers) {
        this.providers = providers;
    }

    /**
     * The steps for a list of model references, in order. A reference to an unknown provider is the caller's mistake and
     * is thrown at once, whatever stands before it.
     */
    List<Step> plan(TenantRows rows, List<ModelRef> references) {
        if (references.isEmpty()) {
            return List.of(step(rows, preferred(rows)));
        }
        if (references.size() == 1) {
            return List.of(step(rows, references.get(0)));
        }
        List<Step> steps = new ArrayList<>(references.size());
        for (ModelRef reference : references) {
            steps.add(step(rows, reference));
        }
        return steps;
    }

    /**
     * {@return the row that a provider's calls use}
     *
     * @param rows the tenant's rows
     * @param provider the provider
     * @param label the configuration's label; null for the default one
     * @throws ByokException {@code NO_API_KEY} when there is none
     */
    public StoredCredential row(TenantRows rows, Provider provider, @Nullable String label) {
        if (label == null) {
            StoredCredential row = rows.defaultOf(provider.info().id());
            if (row == null) {
                throw noKey(
                        provider, "no key is connected for " + provider.info().name());
            }
            return row;
        }
        for (StoredCredential row : rows.rows()) {
            if (row.provider().equals(provider.info().id())
                    && row.label().equals(label)
                    && row.connected()
                    && row.enabled()) {
                return row;
            }
        }
        throw noKey(provider, "no key of " + provider.info().name() + " is connected under that label");
    }

    private Step step(TenantRows rows, ModelRef reference) {
        Provider provider = providers.require(reference.provider());
        Optional<String> model = reference.modelId().or(() -> provider.info().defaultModel());
        if (model.isEmpty()) {
            throw ByokException.of(
                            ErrorCode.INVALID_REQUEST,
                            provider.info().name() + " has no default model, and the call names none")
                    .provider(provider.info().id())
                    .hint("write " + provider.info().id() + "/ and the vendor's model id")
                    .build();
        }
        try {
            StoredCredential row = row(rows, provider, reference.label());
            return new Step.Ready(new Route(provider, model.get(), row, KeySource.OWN_KEY));
        } catch (ByokException e) {
            return new Step.Unusable(provider.info().id(), model.get(), e);
        }
    }

    private ModelRef preferred(TenantRows rows) {
        for (String id : PREFERRED) {
            if (rows.defaultOf(id) != null) {
                return new ModelRef(id, null, null);
            }
        }
        for (StoredCredential row : rows.rows()) {
            Optional<Provider> provider = providers.find(row.provider());
            if (provider.isPresent()
                    && provider.get().info().defaultModel().isPresent()
                    && rows.defaultOf(row.provider()) != null) {
                return new ModelRef(row.provider(), null, null);
            }
        }
        throw ByokException.of(ErrorCode.NO_API_KEY, "no key is connected")
                .hint("connect one with tenant.credentials().connect(…), or name the model as provider/model")
                .build();
    }

    private static ByokException noKey(Provider provider, String message) {
        return ByokException.of(ErrorCode.NO_API_KEY, message)
                .provider(provider.info().id())
                .hint("connect one with tenant.credentials().connect(…)")
                .build();
    }
}
