package dev.byok.model;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is known about a model. Unknown stays unknown: absent, never zero.
 *
 * @param provider the provider's id
 * @param id the vendor's model id
 * @param name for people; the id when the vendor tells no name
 * @param contextWindow how many tokens a conversation may have
 * @param maxOutput how many tokens an answer may have
 * @param features what it can do; a feature that is missing is not known to be there
 * @param inputPrice US dollars per million input tokens
 * @param outputPrice US dollars per million output tokens
 */
public record ModelInfo(
        String provider,
        String id,
        String name,
        OptionalLong contextWindow,
        OptionalLong maxOutput,
        Set<Feature> features,
        Optional<BigDecimal> inputPrice,
        Optional<BigDecimal> outputPrice) {

    /** Something a model can do. */
    public enum Feature {
        /** Reads images. */
        VISION,
        /** Calls tools. */
        TOOLS,
        /** Answers in JSON on request. */
        JSON,
        /** Searches the web. */
        WEB_SEARCH,
        /** Reasons before it answers. */
        REASONING
    }

    /** Copies the features. */
    public ModelInfo {
        features = Set.copyOf(features);
    }

    /**
     * {@return a model of which only the id is known}
     *
     * @param provider the provider's id
     * @param id the vendor's model id
     */
    public static ModelInfo of(String provider, String id) {
        return new ModelInfo(
                provider,
                id,
                id,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return whether it is known to cost nothing} */
    public boolean isFree() {
        return inputPrice.map(price -> price.signum() == 0).orElse(false)
                && outputPrice.map(price -> price.signum() == 0).orElse(false);
    }
}
