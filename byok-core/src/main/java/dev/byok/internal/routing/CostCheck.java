package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.model.CostEstimate;
import dev.byok.model.ModelInfo;
import dev.byok.routing.RequestLimits;
import java.math.BigDecimal;
import java.util.Optional;

/** Refuses what may cost more than its limit, before anything is sent. */
final class CostCheck {

    private CostCheck() {}

    static void admit(RequestLimits limits, Route route, Optional<ModelInfo> model, ChatRequest request) {
        if (limits.costUsd().isEmpty()) {
            return;
        }
        BigDecimal limit = limits.costUsd().get();
        CostEstimate estimate = CostEstimate.of(
                model.orElseGet(() -> ModelInfo.of(route.provider().info().id(), route.model())), request);
        if (estimate.exceeds(limit)) {
            throw refusal(
                    route,
                    "the request may cost up to $"
                            + estimate.dollars().orElseThrow().toPlainString() + ", and the limit is $"
                            + limit.toPlainString(),
                    "allow fewer tokens, shorten the conversation, or raise the limit");
        }
        if (estimate.dollars().isEmpty() && limits.refuseUnknownPrice()) {
            throw refusal(
                    route,
                    "what the request may cost is unknown, and the limit is $" + limit.toPlainString(),
                    "give the model's price in a model catalogue, limit the tokens of the answer, or let models of "
                            + "unknown price pass");
        }
    }

    private static ByokException refusal(Route route, String message, String hint) {
        return ByokException.of(ErrorCode.COST_LIMIT_EXCEEDED, message)
                .provider(route.provider().info().id())
                .credentialId(route.credentialId())
                .hint(hint)
                .build();
    }
}
