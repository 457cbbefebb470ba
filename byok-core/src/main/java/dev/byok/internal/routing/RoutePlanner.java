package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.internal.credential.TenantRows;
import dev.byok.model.ModelRef;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.StoredCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what the caller says to the routes that can serve it. Plans with sealed rows only: no secret is opened here. */
public final class RoutePlanner {

    /** The order of providers when the caller names none; others follow in the order they were connected. */
    private static final List<String> PREFERRED = List.of("azure-openai", "anthropic", "openai");

    /** The field of a credential that holds its model. */
    private static final String PINNED_MODEL = "model";

    private final ProviderCatalog providers;
    private final PlatformRoutes platform;

    /**
     * Makes one.
     *
     * @param providers the known providers
     * @param platform the application's own keys
     */
    public RoutePlanner(ProviderCatalog providers, PlatformRoutes platform) {
        this.providers = providers;
        this.platform = platform;
    }

    /**
     * The steps for a list of model references, in order. A reference to an unknown provider is the caller's mistake and
     * is thrown at once, whatever stands before it. A key of the application never goes to an endpoint that the call
     * named.
     */
    List<Step> plan(String tenant, TenantRows rows, List<ModelRef> references, @Nullable String callUrl) {
        boolean oursToo = callUrl == null;
        if (references.isEmpty()) {
            return followed(tenant, List.of(step(tenant, rows, preferred(tenant, rows), oursToo)), oursToo);
        }
        if (references.size() == 1) {
            return followed(tenant, List.of(step(tenant, rows, references.get(0), oursToo)), oursToo);
        }
        List<Step> steps = new ArrayList<>(references.size());
        for (ModelRef reference : references) {
            steps.add(step(tenant, rows, reference, oursToo));
        }
        return followed(tenant, steps, oursToo);
    }

    private List<Step> followed(String tenant, List<Step> steps, boolean oursToo) {
        return oursToo ? platform.followedByOurs(tenant, steps) : steps;
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
                throw rows.explain(noKey(
                        provider, "no key is connected for " + provider.info().name()));
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
        throw rows.explain(noKey(provider, "no key of " + provider.info().name() + " is connected under that label"));
    }

    private Step step(String tenant, TenantRows rows, ModelRef reference, boolean oursToo) {
        Provider provider = providers.require(reference.provider());
        StoredCredential row;
        try {
            row = row(rows, provider, reference.label());
        } catch (ByokException e) {
            String model = model(provider, reference, null);
            // who names a configuration wants that one
            return oursToo
                            && reference.label() == null
                            && platform.servesInstead(tenant, provider.info().id(), rows)
                    ? new Step.Ready(new Route(provider, model, null))
                    : new Step.Unusable(provider.info().id(), model, e);
        }
        return new Step.Ready(new Route(provider, model(provider, reference, row), row));
    }

    /** The model that the call names, else the one that the key is pinned to, else the provider's default. */
    private static String model(Provider provider, ModelRef reference, @Nullable StoredCredential row) {
        return reference
                .modelId()
                .or(() -> Optional.ofNullable(row == null ? null : row.fields().get(PINNED_MODEL)))
                .or(() -> provider.info().defaultModel())
                .orElseThrow(() -> ByokException.of(
                                ErrorCode.INVALID_REQUEST,
                                provider.info().name() + " has no default model, and the call names none")
                        .provider(provider.info().id())
                        .hint("write " + provider.info().id() + "/ and the vendor's model id")
                        .build());
    }

    private ModelRef preferred(String tenant, TenantRows rows) {
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
        for (String id : PREFERRED) {
            if (platform.servesInstead(tenant, id, rows) && providers.find(id).isPresent()) {
                return new ModelRef(id, null, null);
            }
        }
        for (ProviderInfo info : providers.infos()) {
            if (info.defaultModel().isPresent() && platform.servesInstead(tenant, info.id(), rows)) {
                return new ModelRef(info.id(), null, null);
            }
        }
        throw rows.explain(ByokException.of(ErrorCode.NO_API_KEY, "no key is connected")
                .hint("connect one with tenant.credentials().connect(…), or name the model as provider/model")
                .build());
    }

    private static ByokException noKey(Provider provider, String message) {
        return ByokException.of(ErrorCode.NO_API_KEY, message)
                .provider(provider.info().id())
                .hint("connect one with tenant.credentials().connect(…)")
                .build();
    }
}
