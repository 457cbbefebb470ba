package dev.byok.internal.routing;

import dev.byok.chat.Usage;
import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.KeyAccess;
import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.internal.credential.TenantRows;
import dev.byok.messaging.MessageReceipt;
import dev.byok.messaging.MessageResponse;
import dev.byok.messaging.OutgoingMessage;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelRef;
import dev.byok.speech.Voice;
import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import java.util.List;
import java.util.function.Function;

/** Calls that name their provider and have nothing to fall back to: lists, messages, and lending a key. */
public final class DirectCalls {

    // lists and messages are of no model, but a route has one; this stands for it in the receipt
    private static final String NO_MODEL = "*";

    private final ProviderCatalog providers;
    private final RoutePlanner planner;
    private final CredentialVault vault;
    private final RouteLoop loop;

    /**
     * Makes one.
     *
     * @param providers the known providers
     * @param planner finds the row
     * @param vault opens keys
     * @param loop makes the lists' calls
     */
    public DirectCalls(ProviderCatalog providers, RoutePlanner planner, CredentialVault vault, RouteLoop loop) {
        this.providers = providers;
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
        return list(tenant, access, provider, context, Capability.MODELS, client -> client.list(context));
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
        return list(tenant, access, provider, context, Capability.VOICES, client -> client.list(context));
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
        return loop.run(
                plan(tenant, access, provider, context),
                Capability.MESSAGES,
                (client, route, credential, attempts, start) -> {
                    try (credential) {
                        MessageReceipt sent = client.send(message, context);
                        attempts.served(route, Usage.UNKNOWN, null, start);
                        return new MessageResponse(sent, attempts.receipt());
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
        ModelRef parsed = ModelRef.parse(reference);
        Provider provider = providers.require(parsed.provider());
        TenantRows rows = vault.rows(tenant).seen(access);
        StoredCredential row = planner.row(rows, provider, parsed.label());
        try (ProviderCredential credential = vault.open(rows, row, provider.endpoint(row.fields()), null)) {
            return use.apply(credential);
        }
    }

    private <C, T> List<T> list(
            String tenant,
            KeyAccess access,
            String reference,
            CallContext context,
            Capability<C> capability,
            Function<C, List<T>> call) {
        RouteLoop.Plan plan = plan(tenant, access, ModelRef.parse(reference), context);
        return loop.run(plan, capability, (client, route, credential, attempts, start) -> {
            try (credential) {
                List<T> items = call.apply(client);
                attempts.served(route, Usage.UNKNOWN, null, start);
                return items;
            }
        });
    }

    private static RouteLoop.Plan plan(String tenant, KeyAccess access, ModelRef provider, CallContext context) {
        ModelRef only = new ModelRef(provider.provider(), provider.label(), NO_MODEL);
        return new RouteLoop.Plan(tenant, List.of(only), null, access, context);
    }
}
