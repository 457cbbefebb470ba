package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.internal.credential.CredentialVault;
import dev.byok.internal.credential.TenantRows;
import dev.byok.routing.ConversationPlan;
import dev.byok.routing.LegPlan;
import dev.byok.routing.LegVerdict;
import dev.byok.routing.LegVerdict.Problem;
import dev.byok.routing.RequestLimits;
import dev.byok.spi.Capability;
import java.util.List;

/** Checks what a conversation needs before it begins. Keys are opened and wiped; nothing is sent. */
public final class Preflight {

    private final RoutePlanner planner;
    private final CredentialVault vault;
    private final RouteLoop loop;
    private final LegChecks checks;

    /**
     * Makes one.
     *
     * @param planner finds the routes
     * @param vault knows the tenant's keys
     * @param loop opens keys, and knows which are better left alone
     * @param models which models providers have, and what they cost
     */
    public Preflight(RoutePlanner planner, CredentialVault vault, RouteLoop loop, ModelLists models) {
        this.planner = planner;
        this.vault = vault;
        this.loop = loop;
        this.checks = new LegChecks(loop, models);
    }

    /**
     * {@return a verdict for each leg, in order} It is about the first route that nothing speaks against; where there is
     * none, about the first one.
     *
     * @param tenant whose conversation it is
     * @param plan what it needs
     * @param limits what its requests may take, on top of the tenant's own limits
     */
    public List<LegVerdict> check(String tenant, ConversationPlan plan, RequestLimits limits) {
        TenantRows rows = vault.rows(tenant);
        RequestLimits all = limits.and(RequestLimits.of(rows.settings()));
        return plan.legs().stream().map(leg -> check(tenant, rows, leg, all)).toList();
    }

    private LegVerdict check(String tenant, TenantRows rows, LegPlan leg, RequestLimits limits) {
        Capability<?> capability = capability(leg.kind());
        RouteRequest request =
                RouteRequest.builder(tenant, capability).model(leg.model()).build();
        LegVerdict first = null;
        try {
            for (Step step : loop.inOrder(planner.plan(request, rows))) {
                LegVerdict verdict = step instanceof Step.Ready ready
                        ? verdict(leg, ready.route(), checks.of(leg, capability, request, rows, ready.route(), limits))
                        : verdict(leg, (Step.Unusable) step);
                if (verdict.isReady()) {
                    return verdict;
                }
                first = first == null ? verdict : first;
            }
        } catch (ByokException e) {
            return new LegVerdict(leg, e.provider().orElse(null), null, null, null, List.of(problem(e)));
        }
        if (first == null) {
            throw new IllegalStateException("a plan has at least one step");
        }
        return first;
    }

    private static Capability<?> capability(LegPlan.Kind kind) {
        return switch (kind) {
            case LLM -> Capability.CHAT;
            case TRANSCRIPTION -> Capability.LIVE_TRANSCRIPTION;
            case SPEECH -> Capability.SPEECH;
        };
    }

    private static LegVerdict verdict(LegPlan leg, Route route, List<Problem> problems) {
        return new LegVerdict(
                leg, route.provider().info().id(), route.model(), route.credentialId(), route.source(), problems);
    }

    private static LegVerdict verdict(LegPlan leg, Step.Unusable step) {
        return new LegVerdict(leg, step.provider(), step.model(), null, null, List.of(problem(step.reason())));
    }

    static Problem problem(ByokException e) {
        return new Problem(e.code(), e.summary(), e.hint());
    }
}
