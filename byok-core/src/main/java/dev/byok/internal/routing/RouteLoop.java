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
     */
    public RouteLoop(
            RoutePlanner planner,
            ModelLists models,
            CredentialVault vault,
            CredentialService credentials,
            Consumer<ByokEvent> events,
            PlatformRoutes platform,
            Clock clock,
            RetryPolicy policy) {
        this(planner, models, vault, credentials, events, platform, clock, policy, new Cooldowns(clock), Pauses.real());
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
            Pauses pauses) {
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

        Plan onLastRoute() {
            return new Plan(request, context.onLastRoute(), meter, once);
        }
    }

    <C, R> R run(Plan plan, Capability<C> capability, Try<C, R> attempt) {
        TenantRows rows = vault.rows(plan.tenant());
        List<Step> steps = order.of(planner.plan(plan.request(), rows));
        Attempts attempts = new Attempts(plan.tenant(), capability.name(), clock, events);
        Narrowing narrowing = new Narrowing(plan.meter(), models, plan.request().needs());
        ByokException failure = null;
        for (int next = 0; next < steps.size(); next++) {
            Step step = steps.get(next);
            if (step instanceof Step.Unusable unusable) {
                attempts.unusable(unusable);
                // that a later step has no key says less than what a vendor answered before
                failure = failure == null ? unusable.reason() : failure;
                if (unusable.reason().code().nextRoute() == ErrorCode.NextRoute.NO) {
                    break;
                }
                continue;
            }
            Route route = ((Step.Ready) step).route();
            if (!narrowing.admits(route)) {
                continue;
            }
            try {
                Plan here = narrowing.admitsAny(steps.subList(next + 1, steps.size())) ? plan : plan.onLastRoute();
                return tryAgain(here, rows, route, capability, attempt, attempts);
            } catch (ByokException e) {
                failure = e;
                if (!leadsOn(e, plan.context())) {
                    break;
                }
                narrowing.after(route, e);
            }
        }
        if (failure == null) {
            throw new IllegalStateException("a plan has at least one step");
        }
        attempts.end(failure.code());
        throw failure.toBuilder().receipt(attempts.receipt()).build();
    }

    private <C, R> R tryAgain(
            Plan plan, TenantRows rows, Route route, Capability<C> capability, Try<C, R> attempt, Attempts attempts) {
        for (int before = 0; ; before++) {
            cooldowns.trying(route);
            try {
                R result = tryRoute(plan, rows, route, capability, attempt, attempts);
                noteServed(route);
                return result;
            } catch (ByokException e) {
                cooldowns.failed(route, e);
                Duration pause = plan.once()
                        ? null
                        : retries.pause(e, before, plan.context().remaining());
                if (pause == null) {
                    throw e;
                }
                pauses.await(pause, plan.context().cancellation());
            }
        }
    }

    private <C, R> R tryRoute(
            Plan plan, TenantRows rows, Route route, Capability<C> capability, Try<C, R> attempt, Attempts attempts) {
        Trial trial = attempts.begin(route, plan.meter(), plan.context());
        ProviderCredential credential = null;
        boolean handedOver = false;
        try {
            plan.meter().admit(route);
            credential = open(plan.request(), rows, route);
            C client = client(route, capability, credential);
            R result = attempt.run(client, credential, trial);
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

    private static boolean leadsOn(ByokException e, CallContext context) {
        return e.code().nextRoute() != ErrorCode.NextRoute.NO
                && !context.cancellation().isCancelled()
                && context.remainingNanos() > 0;
    }
}
