package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.event.ByokEvent;
import dev.byok.internal.credential.CredentialService;
import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.TenantRows;
import dev.byok.model.ModelRef;
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
import org.jspecify.annotations.Nullable;

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
    private final Clock clock;
    private final Cooldowns cooldowns;
    private final Retries retries;
    private final Pauses pauses;

    /**
     * Makes one.
     *
     * @param planner finds the routes
     * @param vault opens keys
     * @param credentials is told of keys that vendors refuse
     * @param events is told of attempts
     * @param platform opens keys of the application
     * @param clock tells when a key may be tried again, and when attempts began
     * @param policy how often a route is tried
     */
    public RouteLoop(
            RoutePlanner planner,
            CredentialVault vault,
            CredentialService credentials,
            Consumer<ByokEvent> events,
            PlatformRoutes platform,
            Clock clock,
            RetryPolicy policy) {
        this.platform = platform;
        this.clock = clock;
        this.cooldowns = new Cooldowns(clock);
        this.retries = new Retries(policy, () -> ThreadLocalRandom.current().nextLong());
        this.pauses = Pauses.real();
        this.planner = planner;
        this.vault = vault;
        this.credentials = credentials;
        this.events = events;
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
     * @param tenant whose call it is
     * @param references the routes in order; empty for the tenant's preferred provider
     * @param callUrl the endpoint of this call; null when its provider has its own
     * @param context limits and cancellation, for all routes together
     * @param meter says what it uses, and whether it may
     * @param once whether no route is tried again, because twice would be worse than not at all
     */
    record Plan(
            String tenant,
            List<ModelRef> references,
            @Nullable String callUrl,
            CallContext context,
            Meter meter,
            boolean once) {}

    <C, R> R run(Plan plan, Capability<C> capability, Try<C, R> attempt) {
        TenantRows rows = vault.rows(plan.tenant());
        List<Step> steps = cooldowns.order(planner.plan(plan.tenant(), rows, plan.references(), plan.callUrl()));
        Attempts attempts = new Attempts(plan.tenant(), capability.name(), clock, events);
        ByokException failure = null;
        Route tooSmall = null;
        for (Step step : steps) {
            if (tooSmall != null && !hasMoreRoom(plan, step, tooSmall)) {
                continue;
            }
            try {
                if (step instanceof Step.Ready ready) {
                    return tryAgain(plan, rows, ready.route(), capability, attempt, attempts);
                }
                Step.Unusable unusable = (Step.Unusable) step;
                attempts.unusable(unusable);
                // that a later step has no key says less than what a vendor answered before
                failure = failure == null ? unusable.reason() : failure;
            } catch (ByokException e) {
                failure = e;
                if (!leadsOn(e, plan.context())) {
                    break;
                }
                if (e.code().nextRoute() == ErrorCode.NextRoute.LARGER_CONTEXT && step instanceof Step.Ready ready) {
                    tooSmall = ready.route();
                }
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
                cooldowns.served(route);
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
            credential = open(plan, rows, route);
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

    private ProviderCredential open(Plan plan, TenantRows rows, Route route) {
        StoredCredential row = route.row();
        if (row == null) {
            return platform.open(plan.tenant(), route);
        }
        return vault.open(rows, row, route.provider().endpoint(row.fields()), plan.callUrl());
    }

    private static <C> C client(Route route, Capability<C> capability, ProviderCredential credential) {
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
        if (row != null && (e.code() == ErrorCode.AUTH_FAILED || e.code() == ErrorCode.UNDECRYPTABLE)) {
            credentials.markFailed(row, e.code(), e.summary());
        }
    }

    private static boolean hasMoreRoom(Plan plan, Step step, Route tooSmall) {
        return step instanceof Step.Ready ready && plan.meter().hasMoreRoom(ready.route(), tooSmall);
    }

    // whether a route is cheaper is asked when its turn comes: it must keep within the limit too
    private static boolean leadsOn(ByokException e, CallContext context) {
        return e.code().nextRoute() != ErrorCode.NextRoute.NO
                && !context.cancellation().isCancelled()
                && context.remainingNanos() > 0;
    }
}
