package dev.byok.internal.routing;

import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Usage;
import dev.byok.model.CostEstimate;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.model.TokenEstimate;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request needs of a model, worked out when somebody asks: most calls are planned without. Thread-safe. */
public final class Needs {

    /** What an answer is taken to be long when models are compared and the request sets no limit. */
    private static final long USUAL_ANSWER = 1_000;

    private final @Nullable ChatRequest request;
    private volatile long inputTokens = -1;

    private Needs(@Nullable ChatRequest request) {
        this.request = request;
    }

    /** {@return the needs of a call that is no chat} */
    static Needs unknown() {
        return new Needs(null);
    }

    /**
     * {@return the needs of a chat}
     *
     * @param request what is said
     */
    public static Needs of(ChatRequest request) {
        return new Needs(request);
    }

    boolean tools() {
        return request != null && !request.tools().isEmpty();
    }

    Set<Feature> features() {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        if (request == null) {
            return features;
        }
        if (tools()) {
            features.add(Feature.TOOLS);
        }
        if (request.messages().stream().anyMatch(Needs::hasImage)) {
            features.add(Feature.VISION);
        }
        if (!request.responseFormat().equals(ResponseFormat.TEXT)) {
            features.add(Feature.JSON);
        }
        return features;
    }

    /** {@return how many tokens are read, estimated high; 0 when that is not known} */
    long inputTokens() {
        if (inputTokens < 0) {
            inputTokens = request == null ? 0 : TokenEstimate.of(request);
        }
        return inputTokens;
    }

    /** {@return what the request costs with a model if the answer has a usual length; for comparing models} */
    Optional<BigDecimal> usualCost(ModelInfo model) {
        if (model.isFree()) {
            return Optional.of(BigDecimal.ZERO);
        }
        return model.price().cost(new Usage(inputTokens(), 0, 0, outputTokens(), 0, true));
    }

    /** {@return the most that the request may cost with a model; empty when that is not known} */
    Optional<BigDecimal> mostCost(ModelInfo model) {
        return request == null
                ? Optional.empty()
                : CostEstimate.of(model, request).dollars();
    }

    /** {@return whether a model is known to have room for the request and its answer} */
    boolean fits(ModelInfo model) {
        return model.contextWindow().isPresent() && model.contextWindow().getAsLong() >= inputTokens() + outputTokens();
    }

    private long outputTokens() {
        return request == null ? USUAL_ANSWER : request.maxTokens().orElse((int) USUAL_ANSWER);
    }

    private static boolean hasImage(Message message) {
        return message instanceof Message.UserMessage user
                && user.parts().stream().anyMatch(part -> !(part instanceof Part.Text));
    }
}
