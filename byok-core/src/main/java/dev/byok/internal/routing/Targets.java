package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.model.ModelRef;
import dev.byok.routing.ChainStep;
import dev.byok.routing.FallbackChain;
import dev.byok.speech.RegisteredVoice;
import dev.byok.spi.Capability;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what the caller said to the steps to try: what it named, or what the tenant's settings name for it. */
final class Targets {

    private final Strategies strategies;
    private final Connections connections;

    Targets(Strategies strategies, Connections connections) {
        this.strategies = strategies;
        this.connections = connections;
    }

    /**
     * The steps of a call, at least one.
     *
     * @param said those that the call named, or that were found for it
     * @param chain those of the tenant's chain, which follow
     */
    record Wanted(List<ChainStep> said, List<ChainStep> chain) {}

    /** {@return the steps in order} */
    Wanted of(Planning planning) {
        RouteRequest request = planning.request();
        FallbackChain chain = chain(planning);
        ModelRef first = first(planning);
        List<ChainStep> steps = new ArrayList<>(8);
        if (first != null) {
            steps.add(new ChainStep(first, List.of(), false));
        } else if (chain == null || !request.fallbacks().isEmpty()) {
            steps.add(new ChainStep(preferred(planning), List.of(), false));
        }
        steps.addAll(request.fallbacks());
        return new Wanted(steps, chain == null ? List.of() : chain.steps());
    }

    private @Nullable ModelRef first(Planning planning) {
        RouteRequest request = planning.request();
        if (request.model() != null) {
            return request.model();
        }
        String voice = request.voice();
        if (voice != null) {
            return RegisteredVoice.find(voice).map(RegisteredVoice::model).orElseThrow(Targets::notRegistered);
        }
        // a key that comes with a call and nothing else means its own provider; and what is set about models is about
        // chat
        return request.passed().isEmpty() && request.capability() == Capability.CHAT
                ? strategies.of(planning, request.intent())
                : null;
    }

    // an endpoint of the caller's own fails loudly: nothing that it did not name takes over
    private static @Nullable FallbackChain chain(Planning planning) {
        RouteRequest request = planning.request();
        String name = request.chain();
        if (name == null) {
            return request.alone()
                            || request.callUrl() != null
                            || !request.fallbacks().isEmpty()
                    ? null
                    : planning.settings().fallbackChains().get(FallbackChain.DEFAULT);
        }
        FallbackChain chain = planning.settings().fallbackChains().get(name);
        if (chain == null) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "the tenant has no fallback chain of that name")
                    .hint("tenant.settings().get().fallbackChains() has them all")
                    .build();
        }
        return chain;
    }

    private ModelRef preferred(Planning planning) {
        for (Connections.Connection connection : connections.of(planning)) {
            if (DefaultModels.of(planning, connection.provider(), connection.row()) != null) {
                return new ModelRef(connection.provider().info().id(), null, null);
            }
        }
        ByokException none = ByokException.of(ErrorCode.NO_API_KEY, "no key is connected")
                .hint("connect one with tenant.credentials().connect(…), or name the model as provider/model")
                .build();
        throw planning.managed() ? none : planning.rows().explain(none);
    }

    private static ByokException notRegistered() {
        return ByokException.of(ErrorCode.INVALID_REQUEST, "no voice is registered by that id")
                .hint("name the model as provider/model to use a voice of the vendor's own")
                .build();
    }
}
