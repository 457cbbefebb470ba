package dev.byok.internal.routing;

import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.KeyAccess;
import dev.byok.internal.credential.TenantRows;
import dev.byok.internal.model.ListedModels;
import dev.byok.messaging.MessageReceipt;
import dev.byok.messaging.MessageResponse;
import dev.byok.messaging.OutgoingMessage;
import dev.byok.model.ModelCatalog;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelRef;
import dev.byok.speech.Voice;
import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls that name their provider and have nothing to fall back to: lists, messages, and lending a key. */
public final class DirectCalls {

    private final RoutePlanner planner;
    private final CredentialVault vault;
    private final RouteLoop loop;
    private final ModelCatalog catalog;
    private final ListedModels listed;
    private final VoiceLists voices = new VoiceLists();

    /**
     * Makes one.
     *
     * @param planner finds the row
     * @param vault opens keys
     * @param loop makes the lists' calls
     * @param catalog fills in what a vendor's list of models does not tell
     * @param listed keeps these lists
     */
    public DirectCalls(
            RoutePlanner planner, CredentialVault vault, RouteLoop loop, ModelCatalog catalog, ListedModels listed) {
        this.planner = planner;
        this.vault = vault;
        this.loop = loop;
        this.catalog = catalog;
        this.listed = listed;
    }

    /**
     * {@return the models that a tenant's key can use}
     *
     * @param tenant whose key
     * @param access what the customer sent along to open it
     * @param provider whose list; a model in it means nothing
     * @param context limits and cancellation
     */
    public List<ModelInfo> models(String tenant, KeyAccess access, ModelRef provider, CallContext context) {
        List<ModelInfo> told = list(tenant, access, provider, context, Capability.MODELS, (client, trial) -> {
            List<ModelInfo> models = client.list(trial.context());
            StoredCredential row = trial.route().row();
            if (row != null) {
                listed.put(row, models);
            }
            return models;
        });
        return told.stream().map(catalog::merge).toList();
    }

    /**
     * {@return the voices that a tenant's key can use}
     *
     * @param tenant whose key
     * @param access what the customer sent along to open it
     * @param provider id or alias, with an optional label
     * @param fresh whether the vendor is asked although its list is known
     * @param context limits and cancellation
     */
    public List<Voice> voices(String tenant, KeyAccess access, String provider, boolean fresh, CallContext context) {
        ModelRef named = ModelRef.parse(provider);
        Supplier<List<Voice>> asking = () -> list(
                tenant, access, named, context, Capability.VOICES, (client, trial) -> client.list(trial.context()));
        RouteRequest request = RouteRequest.ofProvider(tenant, Capability.VOICES, named, access);
        Step step = planner.plan(request, vault.rows(tenant).seen(access)).get(0);
        // a key of the application has no row to keep a list by
        StoredCredential row = step instanceof Step.Ready ready ? ready.route().row() : null;
        return row == null ? asking.get() : voices.of(row, fresh, asking);
    }

    /**
     * {@return what the vendor answered}
     *
     * @param tenant whose message it is
     * @param access what the customer sent along to open the key
     * @param provider whose key sends it; a model in it means nothing
     * @param message what to say to whom
     * @param context limits and cancellation
     */
    public MessageResponse send(
            String tenant, KeyAccess access, ModelRef provider, OutgoingMessage message, CallContext context) {
        RouteLoop.Plan plan = plan(tenant, access, Capability.MESSAGES, provider, context, Meter.UNPRICED, true);
        return loop.run(plan, Capability.MESSAGES, (client, credential, trial) -> {
            try (credential) {
                MessageReceipt sent = client.send(message, trial.context());
                trial.served(Metered.UNKNOWN);
                return new MessageResponse(sent, trial.attempts().receipt());
            }
        });
    }

    /**
     * {@return what the code gave}
     *
     * @param tenant whose key
     * @param access what the customer sent along to open it
     * @param reference id or alias, with an optional label
     * @param use gets the opened key
     * @param <T> what the code gives
     */
    public <T> T withCredential(
            String tenant, KeyAccess access, String reference, Function<? super ProviderCredential, ? extends T> use) {
        TenantRows rows = vault.rows(tenant).seen(access);
        // whatever the key is lent for, chat stands for it: no rule looks at the capability of a call with a provider
        Step step = planner.plan(
                        RouteRequest.ofProvider(tenant, Capability.CHAT, ModelRef.parse(reference), access), rows)
                .get(0);
        if (step instanceof Step.Unusable unusable) {
            throw unusable.reason();
        }
        Route route = ((Step.Ready) step).route();
        try (ProviderCredential credential = open(route, rows)) {
            return use.apply(credential);
        }
    }

    private ProviderCredential open(Route route, TenantRows rows) {
        ProviderCredential passed = route.passed();
        if (passed != null) {
            return PassedKeys.open(passed, null);
        }
        StoredCredential row = route.row();
        if (row == null) {
            throw Unkeyed.noKey(route.provider(), false);
        }
        return vault.open(rows, row, route.provider().endpoint(row.fields()), null);
    }

    private <C, T> List<T> list(
            String tenant,
            KeyAccess access,
            ModelRef provider,
            CallContext context,
            Capability<C> capability,
            BiFunction<C, Trial, List<T>> call) {
        RouteLoop.Plan plan = plan(tenant, access, capability, provider, context, Meter.FREE, false);
        return loop.run(plan, capability, (client, credential, trial) -> {
            try (credential) {
                List<T> items = call.apply(client, trial);
                trial.served(Metered.NOTHING);
                return items;
            }
        });
    }

    private static RouteLoop.Plan plan(
            String tenant,
            KeyAccess access,
            Capability<?> capability,
            ModelRef provider,
            CallContext context,
            Meter meter,
            boolean once) {
        return new RouteLoop.Plan(RouteRequest.ofProvider(tenant, capability, provider, access), context, meter, once);
    }
}
