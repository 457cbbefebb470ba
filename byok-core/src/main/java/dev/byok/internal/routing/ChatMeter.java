package dev.byok.internal.routing;

import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.ToolCall;
import dev.byok.chat.Usage;
import dev.byok.model.ModelInfo;
import dev.byok.model.TokenEstimate;
import dev.byok.routing.Cost;
import dev.byok.routing.RequestLimits;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of a chat and prices them. What a vendor tells wins: its figure of the cost, then its count of tokens
 * times the price. Where it tells nothing, tokens are estimated, and the figures say so.
 *
 * @param models prices and context windows
 * @param request what is asked
 * @param limits what it may take
 */
record ChatMeter(ModelLists models, ChatRequest request, RequestLimits limits) implements Meter {

    /** {@return the meter of a request whose answer is made no longer than the limits allow} */
    static ChatMeter of(ModelLists models, ChatRequest request, RequestLimits limits) {
        OptionalInt most = limits.maxTokens();
        boolean longer = most.isPresent()
                && (request.maxTokens().isEmpty() || request.maxTokens().getAsInt() > most.getAsInt());
        ChatRequest allowed =
                longer ? request.toBuilder().maxTokens(most.getAsInt()).build() : request;
        return new ChatMeter(models, allowed, limits);
    }

    @Override
    public void admit(Route route) {
        CostCheck.admit(limits, route, models.find(route), request);
    }

    @Override
    public boolean hasMoreRoom(Route route, Route tooSmall) {
        OptionalLong window = window(route);
        OptionalLong small = window(tooSmall);
        return window.isPresent()
                && window.getAsLong() > (small.isPresent() ? small.getAsLong() : TokenEstimate.of(request));
    }

    private OptionalLong window(Route route) {
        return models.find(route).map(ModelInfo::contextWindow).orElse(OptionalLong.empty());
    }

    @Override
    public Metered unanswered(Route route) {
        return priced(route, null, usage(TokenEstimate.of(request), 0), true);
    }

    /** {@return what a whole answer used} */
    Metered answered(Route route, ChatCompletion answer) {
        Usage told = answer.usage();
        return told.known() || told.charged().isPresent()
                ? priced(route, answer.model(), told, false)
                : priced(route, answer.model(), usage(TokenEstimate.of(request), outputOf(answer)), true);
    }

    /** {@return what an answer used that broke off or was not read to its end} */
    Metered brokenOff(Route route, ChatCompletion read) {
        Usage told = read.usage();
        // a count that came before the end may not have seen all that was written
        long output = Math.max(told.outputTokens(), outputOf(read));
        Usage atMost = told.known()
                ? new Usage(
                        told.inputTokens(),
                        told.cachedInputTokens(),
                        told.cacheWriteTokens(),
                        output,
                        told.reasoningTokens(),
                        true)
                : usage(TokenEstimate.of(request), output);
        return priced(route, read.model(), atMost, true);
    }

    private Metered priced(Route route, @Nullable String answered, Usage usage, boolean estimated) {
        Cost cost = usage.charged()
                .map(Cost::told)
                .orElseGet(() -> Cost.priced(models.answering(route, answered)
                        .flatMap(model -> model.price().cost(usage))));
        return Metered.tokens(usage, estimated, cost);
    }

    private static long outputOf(ChatCompletion answer) {
        long tokens = TokenEstimate.of(answer.text()) + TokenEstimate.of(answer.reasoning());
        for (ToolCall call : answer.toolCalls()) {
            tokens += TokenEstimate.of(call.name()) + TokenEstimate.of(call.argumentsJson());
        }
        return tokens;
    }

    private static Usage usage(long input, long output) {
        return new Usage(input, 0, 0, output, 0, true);
    }
}
