package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.ChatResponse;
import dev.byok.chat.FinishReason;
import dev.byok.chat.Message;
import dev.byok.chat.Usage;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.event.ByokEvent;
import dev.byok.internal.credential.CredentialService;
import dev.byok.internal.credential.PlanGate;
import dev.byok.internal.model.ListedModels;
import dev.byok.routing.Attempt;
import dev.byok.routing.ConversationPlan;
import dev.byok.routing.HedgePolicy;
import dev.byok.routing.LegVerdict;
import dev.byok.routing.RequestLimits;
import dev.byok.routing.RetryPolicy;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Capability;
import dev.byok.spi.ChatClient;
import dev.byok.spi.ChatEvents;
import dev.byok.spi.KeySealer;
import dev.byok.spi.SealContext;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.Timeouts;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The route loop over a planner's bench, with vendors that answer what a test says. */
final class LoopBench {

    final PlanBench plans = new PlanBench();
    Hedges hedges = new Hedges(HedgePolicy.NONE, Runnable::run);
    final List<ByokEvent> events = new CopyOnWriteArrayList<>();
    /** Whose key came to which provider, in order. */
    final List<String> sent = new CopyOnWriteArrayList<>();

    /** How long calls waited before they tried a route again, in order. */
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    /** Lets a provider's calls fail, or serve when the function gives nothing. */
    LoopBench answering(FakeProvider provider, Function<String, Optional<ByokException>> failure) {
        provider.chat = credential -> new Client(
                provider.info().id(), credential.secrets().get("api_key").reveal(SecretAccess.grant()), failure);
        return this;
    }

    LoopBench serving(FakeProvider provider) {
        return answering(provider, key -> Optional.empty());
    }

    ChatResponse send(RouteRequest.Builder route) {
        ChatRequest request =
                ChatRequest.builder().message(Message.user("Hi")).maxTokens(10).build();
        RouteRequest asked = route.needs(Needs.of(request)).build();
        return new ChatRouter(loop(), plans.models, tenant -> RequestLimits.NONE, plans.latencies)
                .send(
                        new ChatRouter.Call(asked, request, RequestLimits.NONE),
                        CallContext.starting(Timeouts.DEFAULT, new Cancellation()));
    }

    /** {@return the attempts of a call that is no chat, and whose outcome on each route a test decides} */
    <C> List<Attempt> attempts(
            Capability<C> capability, RouteRequest route, Function<Route, Optional<ByokException>> failure) {
        RouteLoop.Plan plan = new RouteLoop.Plan(
                route, CallContext.starting(Timeouts.DEFAULT, new Cancellation()), Meter.FREE, false);
        return loop().run(plan, capability, (client, credential, trial) -> {
            try (credential) {
                failure.apply(trial.route()).ifPresent(refused -> {
                    throw refused;
                });
                trial.served(Metered.NOTHING);
                return trial.attempts().receipt().attempts();
            }
        });
    }

    List<LegVerdict> preflight(ConversationPlan plan, RequestLimits limits) {
        return new Preflight(plans.planner(), plans.vault, loop(), plans.models).check(PlanBench.TENANT, plan, limits);
    }

    private RouteLoop loop() {
        return new RouteLoop(
                plans.planner(),
                plans.models,
                plans.vault,
                service(),
                events::add,
                plans.platform(),
                plans.clock,
                new RetryPolicy(2, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10)),
                plans.cooldowns,
                (pause, cancellation) -> pauses.add(pause),
                hedges);
    }

    ChatCompletion completion(String model) {
        return new ChatCompletion("id", model, "Hello.", "", List.of(), FinishReason.STOP, Usage.UNKNOWN);
    }

    StoredCredential row(String id) {
        return plans.store.find(PlanBench.TENANT, id).orElseThrow();
    }

    private CredentialService service() {
        return new CredentialService(
                plans.catalog,
                plans.store,
                new NoSealer(),
                plans.vault,
                plans.clock,
                new SecureRandom(),
                events::add,
                Timeouts.DEFAULT,
                new PlanGate(plans.plans),
                new ListedModels(plans.clock));
    }

    private static final class NoSealer implements KeySealer {

        @Override
        public String seal(SealContext context, Secret secret) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Secret open(SealContext context, String sealed) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Client implements ChatClient {

        private final String provider;
        private final String key;
        private final Function<String, Optional<ByokException>> failure;

        Client(String provider, String key, Function<String, Optional<ByokException>> failure) {
            this.provider = provider;
            this.key = key;
            this.failure = failure;
        }

        @Override
        public ChatCompletion send(ChatRequest request, String model, CallContext context) {
            sent.add(provider + " " + key);
            Optional<ByokException> refused = failure.apply(key);
            if (refused.isPresent()) {
                throw refused.get();
            }
            return completion(model);
        }

        @Override
        public ChatEvents stream(ChatRequest request, String model, CallContext context) {
            throw new UnsupportedOperationException();
        }
    }
}
