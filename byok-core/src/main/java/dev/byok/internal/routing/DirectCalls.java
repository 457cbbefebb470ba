package dev.byok.internal.routing;

import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.KeyAccess;
import dev.byok.internal.credential.TenantRows;
import dev.byok.messaging.MessageReceipt;
import dev.byok.messaging.MessageResponse;
import dev.byok.messaging.OutgoingMessage;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelRef;
import dev.byok.speech.Voice;
import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.spi.ModelsClient;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.VoicesClient;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Calls that name their provider and have nothing to fall back to: lists, messages, and lending a key. */
public final class DirectCalls {

    private final RoutePlanner planner;
    private final CredentialVault vault;
    private final RouteLoop loop;

    /**
     * Makes one.
     *
     * @param planner finds the row
     * @param vault opens keys
     * @param loop makes the lists' calls
     */
    public DirectCalls(RoutePlanner planner, CredentialVault vault, RouteLoop loop) {
        this.planner = planner;
        this.vault = vault;
        this.loop = loop;
    }

    /**
     * {@return the models that a tenant's key can use}
     *
     * @param tenant whose key
     * @param access what the customer sent along to open it
     * @param provider id or alias, with an optional label
     * @param context limits and cancellation
     */
    public List<ModelInfo> models(String tenant, KeyAccess access, String provider, CallContext context) {
        return list(tenant, access, provider, context, Capability.MODELS, ModelsClient::list);
    }

    /**
     * {@return the voices that a tenant's key can use}
     *
     * @param tenant whose key
     * @param access what the customer sent along to open it
     * @param provider id or alias, with an optional label
     * @param context limits and cancellation
     */
    public List<Voice> voices(String tenant, KeyAccess access, String provider, CallContext context) {
        return list(tenant, access, provider, context, Capability.VOICES, VoicesClient::list);
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
        StoredCredential row = route.row();
        if (row == null) {
            throw Unkeyed.noKey(route.provider(), false);
        }
        try (ProviderCredential credential =
                vault.open(rows, row, route.provider().endpoint(row.fields()), null)) {
            return use.apply(credential);
        }
    }

    private <C, T> List<T> list(
            String tenant,
            KeyAccess access,
            String reference,
            CallContext context,
            Capability<C> capability,
            BiFunction<C, CallContext, List<T>> call) {
        RouteLoop.Plan plan = plan(tenant, access, capability, ModelRef.parse(reference), context, Meter.FREE, false);
        return loop.run(plan, capability, (client, credential, trial) -> {
            try (credential) {
                List<T> items = call.apply(client, trial.context());
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
