package dev.byok.internal.routing;

import dev.byok.event.ByokEvent;
import dev.byok.internal.credential.CredentialService;
import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.PlanGate;
import dev.byok.internal.credential.ProviderCatalog;
import dev.byok.internal.model.ListedModels;
import dev.byok.model.ModelCatalog;
import dev.byok.routing.RequestLimits;
import dev.byok.routing.RetryPolicy;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Every kind of call of one client, over one planner and one loop.
 *
 * @param chat chats
 * @param speech text to speech
 * @param transcription speech to text
 * @param wordTimer finds the times of words in audio
 * @param conversation speech of several voices
 * @param direct lists, messages, and lending a key
 * @param models the models that can be used
 * @param preflight checks before a conversation
 */
public record Routers(
        ChatRouter chat,
        SpeechRouter speech,
        TranscriptionRouter transcription,
        WordTimer wordTimer,
        ConversationRouter conversation,
        DirectCalls direct,
        ModelDirectory models,
        Preflight preflight) {

    /**
     * What they are made from.
     *
     * @param providers the known providers
     * @param vault knows and opens the tenants' keys
     * @param credentials is told of keys that vendors refuse
     * @param events is told of attempts
     * @param platform the application's own keys
     * @param catalog what is known about models
     * @param listed what vendors told of their models
     * @param gate who may use own keys
     * @param clock tells when a key may be tried again
     * @param retries how often a route is tried
     * @param hedges starts second attempts
     * @param executor runs the turns of conversations
     */
    public record Parts(
            ProviderCatalog providers,
            CredentialVault vault,
            CredentialService credentials,
            Consumer<ByokEvent> events,
            PlatformRoutes platform,
            ModelCatalog catalog,
            ListedModels listed,
            PlanGate gate,
            Clock clock,
            RetryPolicy retries,
            Hedges hedges,
            Executor executor) {}

    /**
     * {@return all of them}
     *
     * @param parts what they share
     */
    public static Routers of(Parts parts) {
        CredentialVault vault = parts.vault();
        ModelLists models = new ModelLists(parts.catalog(), parts.listed()::models);
        Latencies latencies = new Latencies(parts.clock());
        RoutePlanner planner = new RoutePlanner(
                parts.providers(),
                parts.platform(),
                models,
                parts.gate(),
                latencies,
                () -> ThreadLocalRandom.current().nextLong());
        RouteLoop loop = new RouteLoop(
                planner,
                models,
                vault,
                parts.credentials(),
                parts.events(),
                parts.platform(),
                parts.clock(),
                parts.retries(),
                parts.hedges());
        DirectCalls direct = new DirectCalls(planner, vault, loop, parts.catalog(), parts.listed());
        SpeechRouter speech = new SpeechRouter(loop, models);
        TranscriptionRouter transcription = new TranscriptionRouter(loop, models);
        WordTimer wordTimer = new WordTimer(transcription);
        return new Routers(
                new ChatRouter(
                        loop,
                        models,
                        tenant -> RequestLimits.of(vault.rows(tenant).settings()),
                        latencies),
                speech,
                transcription,
                wordTimer,
                new ConversationRouter(speech, wordTimer, parts.executor()),
                direct,
                new ModelDirectory(parts.providers(), vault, models, parts.listed(), direct),
                new Preflight(planner, vault, loop, models));
    }
}
