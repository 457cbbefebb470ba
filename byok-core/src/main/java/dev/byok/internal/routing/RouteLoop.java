package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialStatus;
import dev.byok.event.ByokEvent;
import dev.byok.internal.credential.CredentialService;
import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.TenantRows;
import dev.byok.routing.RetryPolicy;
import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Tries the routes of a call in order until one serves it. Each route opens its own key, so a key never meets another
 * vendor's host. Which failures lead to the next route is said by {@link ErrorCode#nextRoute()}.
 */
public final class RouteLoop {

    private final RoutePlanner planner;
    private final CredentialVault vault;
    private final CredentialService credentials;
    private final Consumer<ByokEvent> events;
    private final PlatformRoutes platform;
    private final ModelLists models;
    private final Clock clock;
    private final Cooldowns cooldowns;
    private final RouteOrder order;
    private final Retries retries;
    private final Pauses pauses;
    private final Hedges hedges;

    /**
     * Makes one.
     *
     * @param planner finds the routes
     * @param models tells which of them a failure leaves open
     * @param vault opens keys
     * @param credentials is told of keys that vendors refuse
     * @param events is told of attempts
     * @param platform opens keys of the application
     * @param clock tells when a key may be tried again, and when attempts began
     * @param policy how often a route is tried
     * @param hedges starts second attempts
     */
    public RouteLoop(
            RoutePlanner planner,
            ModelLists models,
            CredentialVault vault,
            CredentialService credentials,
            Consumer<ByokEvent> events,
            PlatformRoutes platform,
            Clock clock,
            RetryPolicy policy,
            Hedges hedges) {
        this(
                planner,
                models,
                vault,
                credentials,
                events,
                platform,
                clock,
                policy,
                new Cooldowns(clock),
                Pauses.real(),
                hedges);
    }

    RouteLoop(
            RoutePlanner planner,
            ModelLists models,
            CredentialVault vault,
            CredentialService credentials,
            Consumer<ByokEvent> events,
            PlatformRoutes platform,
            Clock clock,
            RetryPolicy policy,
            Cooldowns cooldowns,
            Pauses pauses,
            Hedges hedges) {
        this.planner = planner;
        this.models = models;
        this.vault = vault;
        this.credentials = credentials;
        this.events = events;
        this.platform = platform;
        this.clock = clock;
        this.cooldowns = cooldowns;
        this.order = new RouteOrder(cooldowns, clock);
        this.retries = new Retries(policy, () -> ThreadLocalRandom.current().nextLong());
        this.pauses = pauses;
        this.hedges = hedges;
    }

    /**
     * One try of one route. It serves the call, takes over the credential and ends the trial, now or when its result is used
     * up; or it throws and leaves that to the loop.
     */
    interface Try<C, R> {

        R run(C client, ProviderCredential credential, Trial trial);
    }

    /**
     * What a call asks of the loop.
     *
     * @param request what the caller said about its route
     * @param context limits and cancellation, for all routes together
     * @param meter says what it uses, and whether it may
     * @param once whether no route is tried again, because twice would be worse than not at all
     */
    record Plan(RouteRequest request, CallContext context, Meter meter, boolean once) {

        String tenant() {
            return request.tenant();
        }
    }

    <C, R> R run(Plan plan, Capability<C> capability, Try<C, R> attempt) {
        TenantRows rows = vault.rows(plan.tenant()).seen(plan.request().access());
        Attempts attempts = new Attempts(plan.tenant(), capability.name(), clock, events);
        Turns turns = new Turns(
                order.of(planner.plan(plan.request(), rows)),
                new Narrowing(plan.meter(), models, plan.request().needs()),
                attempts);
        Call<C, R> call = new Call<>(plan, rows, capability, attempt, attempts, turns);
        try {
            return capability == Capability.CHAT
                    ? hedges.run(plan.context(), context -> tryInTurn(call, context))
                    : tryInTurn(call, plan.context());
        } catch (ByokException failure) {
            attempts.end(failure.code());
            throw failure.toBuilder().receipt(attempts.receipt()).build();
        }
    }

    /** A call while it runs. */
    private record Call<C, R>(
            Plan plan, TenantRows rows, Capability<C> capability, Try<C, R> attempt, Attempts attempts, Turns turns) {}

    private <C, R> R tryInTurn(Call<C, R> call, CallContext context) {
        Turns turns = call.turns();
        for (Route route = turns.next(); route != null; route = turns.next()) {
            try {
                return tryAgain(call, route, context);
            } catch (ByokException e) {
                turns.failed(route, e, context);
            }
        }
        throw turns.failure();
    }

    /** Opens the key of the first route that can be used and makes its client, and sends nothing. */
    <C> void rehearse(Plan plan, Capability<C> capability) {
        TenantRows rows = vault.rows(plan.tenant()).seen(plan.request().access());
        ByokException failure = null;
        for (Step step : order.of(planner.plan(plan.request(), rows))) {
            if (step instanceof Step.Ready ready) {
                try (ProviderCredential credential = open(plan.request(), rows, ready.route())) {
                    client(ready.route(), capability, credential);
                    return;
                } catch (ByokException e) {
                    failure = failure == null ? e : failure;
                }
            } else {
                failure = failure == null ? ((Step.Unusable) step).reason() : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private <C, R> R tryAgain(Call<C, R> call, Route route, CallContext context) {
        for (int before = 0; ; before++) {
            cooldowns.trying(route);
            try {
                R result = tryRoute(call, route, context);
                noteServed(route);
                return result;
            } catch (ByokException e) {
                cooldowns.failed(route, e);
                Duration pause = call.plan().once() ? null : retries.pause(e, before, context.remaining());
                if (pause == null) {
                    throw e;
                }
                pauses.await(pause, context.cancellation());
            }
        }
    }

    private <C, R> R tryRoute(Call<C, R> call, Route route, CallContext context) {
        Plan plan = call.plan();
        Trial trial = call.attempts().begin(route, plan.meter(), context);
        ProviderCredential credential = null;
        boolean handedOver = false;
        try {
            plan.meter().admit(route);
            credential = open(plan.request(), call.rows(), route);
            C client = client(route, call.capability(), credential);
            R result = call.attempt().run(client, credential, trial);
            handedOver = true;
            return result;
        } catch (ByokException e) {
            trial.failed(e);
            noteRefusal(route, e);
            throw e;
        } finally {
            if (credential != null && !handedOver) {
                credential.close();
            }
        }
    }

    /** {@return the key of a route, opened; the caller closes it} */
    ProviderCredential open(RouteRequest request, TenantRows rows, Route route) {
        String callUrl = request.callUrl();
        ProviderCredential passed = route.passed();
        if (passed != null) {
            return PassedKeys.open(passed, callUrl);
        }
        StoredCredential row = route.row();
        if (row == null) {
            return platform.open(request.tenant(), route);
        }
        return vault.open(rows, row, route.provider().endpoint(row.fields()), callUrl);
    }

    static <C> C client(Route route, Capability<C> capability, ProviderCredential credential) {
        return route.provider()
                .clients()
                .create(capability, credential)
                .orElseThrow(() -> ByokException.of(
                                ErrorCode.UNSUPPORTED_CAPABILITY,
                                route.provider().info().name() + " cannot do this: " + capability.name())
                        .provider(route.provider().info().id())
                        .credentialId(route.credentialId())
                        .build());
    }

    /** Only a refusal of the key itself changes the stored row; limits, outages and time-outs never do. */
    void noteRefusal(Route route, ByokException e) {
        StoredCredential row = route.row();
        if (row == null) {
            return;
        }
        switch (e.code()) {
            case AUTH_FAILED, UNDECRYPTABLE, PERMISSION_DENIED -> credentials.markFailed(row, e.code(), e.summary());
            default -> {}
        }
    }

    boolean isCooling(Route route) {
        return cooldowns.isCooling(route);
    }

    List<Step> inOrder(List<Step> steps) {
        return order.of(steps);
    }

    private void noteServed(Route route) {
        cooldowns.served(route);
        StoredCredential row = route.row();
        if (row != null && row.status() != CredentialStatus.VALID && row.status() != CredentialStatus.UNTESTED) {
            credentials.markServed(row);
        }
    }
}
