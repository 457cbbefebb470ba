package dev.byok.model;

import dev.byok.chat.ChatRequest;
import dev.byok.chat.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The most that a request may cost, estimated before it is sent.
 *
 * @param inputTokens how many tokens it may read, see {@link TokenEstimate}
 * @param outputTokens how many tokens it may write: what the request allows, else what the model can; absent when
 *     neither is known
 * @param dollars US dollars; absent when a number or a price that it needs is unknown
 */
public record CostEstimate(long inputTokens, OptionalLong outputTokens, Optional<BigDecimal> dollars) {

    /**
     * {@return the most that a request may cost with a model}
     *
     * <p>It takes for granted that nothing comes from the vendor's cache, that all input is written to it where that
     * costs more, and that the answer gets as long as it may. Fees per request, like those for a web search, are not in
     * it.
     *
     * @param model what is known about the model
     * @param request the request
     */
    public static CostEstimate of(ModelInfo model, ChatRequest request) {
        long input = TokenEstimate.of(request);
        OptionalLong output = request.maxTokens().isPresent()
                ? OptionalLong.of(request.maxTokens().getAsInt())
                : model.maxOutput();
        if (model.isFree()) {
            return new CostEstimate(input, output, Optional.of(BigDecimal.ZERO));
        }
        if (output.isEmpty()) {
            return new CostEstimate(input, output, Optional.empty());
        }
        Optional<BigDecimal> plain = cost(model, input, 0, output.getAsLong());
        Optional<BigDecimal> cached = cost(model, input, input, output.getAsLong());
        return new CostEstimate(input, output, plain.flatMap(one -> cached.map(one::max)));
    }

    /**
     * {@return whether it is known to cost more than a limit}
     *
     * @param limit US dollars
     */
    public boolean exceeds(BigDecimal limit) {
        return dollars.isPresent() && dollars.get().compareTo(limit) > 0;
    }

    private static Optional<BigDecimal> cost(ModelInfo model, long input, long written, long output) {
        return model.price().cost(new Usage(input, 0, written, output, 0, true));
    }
}
