package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.event.ByokEvent;
import dev.byok.internal.credential.CredentialService;
import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.KeyAccess;
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
     * @param clock tells when a key may be tried again
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
        this.cooldowns = new Cooldowns(clock);
        this.retries = new Retries(policy, () -> ThreadLocalRandom.current().nextLong());
        this.pauses = Pauses.real();
        this.planner = planner;
        this.vault = vault;
        this.credentials = credentials;
        this.events = events;
    }

    /** One try of one route: serves the call and takes over the credential, or throws. */
    interface Try<C, R> {

        R run(C client, Route route, ProviderCredential credential, Attempts attempts, long startNanos);
    }

    /**
     * What a call asks of the loop.
     *
     * @param tenant whose call it is
     * @param references the routes in order; empty for the tenant's preferred provider
     * @param callUrl the endpoint of this call; null when its provider has its own
     * @param access what the customer sent along to open keys, or that nobody is there
     * @param context limits and cancellation, for all routes together
     */
    record Plan(
            String tenant,
            List<ModelRef> references,
            @Nullable String callUrl,
            KeyAccess access,
            CallContext context) {}

    <C, R> R run(Plan plan, Capability<C> capability, Try<C, R> attempt) {
        TenantRows rows = vault.rows(plan.tenant()).seen(plan.access());
        List<Step> steps = cooldowns.order(planner.plan(plan.tenant(), rows, plan.references(), plan.callUrl()));
        Attempts attempts = new Attempts(plan.tenant(), capability.name(), events);
        ByokException failure = null;
        for (Step step : steps) {
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
            }
        }
        if (failure == null) {
            throw new IllegalStateException("a plan has at least one step");
        }
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
                Duration pause = retries.pause(e, before, plan.context().remaining());
                if (pause == null) {
                    throw e;
                }
                pauses.await(pause, plan.context().cancellation());
            }
        }
    }

    private <C, R> R tryRoute(
            Plan plan, TenantRows rows, Route route, Capability<C> capability, Try<C, R> attempt, Attempts attempts) {
        long start = System.nanoTime();
        ProviderCredential credential = null;
        boolean handedOver = false;
        try {
            credential = open(plan, rows, route);
            C client = client(route, capability, credential);
            R result = attempt.run(client, route, credential, attempts, start);
            handedOver = true;
            return result;
        } catch (ByokException e) {
            attempts.failed(route, e, dev.byok.chat.Usage.UNKNOWN, null, start);
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

    // the finer rules (larger context, cheaper route) need the model catalogue; without it these stop the loop
    private static boolean leadsOn(ByokException e, CallContext context) {
        return e.code().nextRoute() == ErrorCode.NextRoute.YES
                && !context.cancellation().isCancelled()
                && context.remainingNanos() > 0;
    }
}
