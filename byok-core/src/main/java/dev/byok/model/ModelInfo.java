package dev.byok.model;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
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
 * @param price what it costs
 * @param speed how soon it answers
 */
public record ModelInfo(
        String provider,
        String id,
        String name,
        OptionalLong contextWindow,
        OptionalLong maxOutput,
        Set<Feature> features,
        ModelPrice price,
        Optional<ModelSpeed> speed) {

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
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        features = Set.copyOf(features);
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(speed, "speed");
    }

    /**
     * Makes one with the prices of input and output, the two that most vendors' lists tell.
     *
     * @param provider the provider's id
     * @param id the vendor's model id
     * @param name for people; the id when the vendor tells no name
     * @param contextWindow how many tokens a conversation may have
     * @param maxOutput how many tokens an answer may have
     * @param features what it can do
     * @param inputPrice US dollars per million input tokens; a negative one, with which vendors say that it depends, is
     *     unknown
     * @param outputPrice US dollars per million output tokens; likewise
     */
    public ModelInfo(
            String provider,
            String id,
            String name,
            OptionalLong contextWindow,
            OptionalLong maxOutput,
            Set<Feature> features,
            Optional<BigDecimal> inputPrice,
            Optional<BigDecimal> outputPrice) {
        this(
                provider,
                id,
                name,
                contextWindow,
                maxOutput,
                features,
                ModelPrice.ofTokens(new TokenPrice(
                        inputPrice.filter(amount -> amount.signum() >= 0),
                        outputPrice.filter(amount -> amount.signum() >= 0),
                        Optional.empty(),
                        Optional.empty())),
                Optional.empty());
    }

    /**
     * {@return a model of which only the id is known}
     *
     * @param provider the provider's id
     * @param id the vendor's model id
     */
    public static ModelInfo of(String provider, String id) {
        return builder(provider, id).build();
    }

    /**
     * {@return a builder of a model of which only the id is known}
     *
     * @param provider the provider's id
     * @param id the vendor's model id
     */
    public static Builder builder(String provider, String id) {
        return new Builder(provider, id);
    }

    /** {@return US dollars per million input tokens} */
    public Optional<BigDecimal> inputPrice() {
        return price.tokens().input();
    }

    /** {@return US dollars per million output tokens} */
    public Optional<BigDecimal> outputPrice() {
        return price.tokens().output();
    }

    /**
     * {@return whether all words of a text are in its id or name; true for an empty text}
     *
     * @param text words or parts of them, upper and lower case alike
     */
    public boolean matches(String text) {
        String own = (id + '\n' + name).toLowerCase(Locale.ROOT);
        for (String word : text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            if (!own.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether it is known to cost nothing} */
    public boolean isFree() {
        return price.isFree();
    }

    /**
     * {@return this model, with what is unknown taken from another description of it}
     *
     * <p>What is told here wins. A feature counts as there when either description has it. Prices of tokens are filled
     * in only where the two descriptions do not contradict each other: a cache price that belongs to an older list price
     * would be wrong.
     *
     * @param fallback another description of the same model
     */
    public ModelInfo or(ModelInfo fallback) {
        Set<Feature> all = EnumSet.noneOf(Feature.class);
        all.addAll(features);
        all.addAll(fallback.features);
        return new ModelInfo(
                provider,
                id,
                name.equals(id) ? fallback.name : name,
                contextWindow.isPresent() ? contextWindow : fallback.contextWindow,
                maxOutput.isPresent() ? maxOutput : fallback.maxOutput,
                all,
                price.or(fallback.price),
                speed.or(fallback::speed));
    }

    /** Collects what is known. Not thread-safe. */
    public static final class Builder {

        private final String provider;
        private final String id;
        private String name;
        private OptionalLong contextWindow = OptionalLong.empty();
        private OptionalLong maxOutput = OptionalLong.empty();
        private Set<Feature> features = Set.of();
        private ModelPrice price = ModelPrice.UNKNOWN;
        private Optional<ModelSpeed> speed = Optional.empty();

        private Builder(String provider, String id) {
            this.provider = provider;
            this.id = id;
            this.name = id;
        }

        /**
         * {@return this builder}
         *
         * @param text the name for people
         */
        public Builder name(String text) {
            this.name = Objects.requireNonNull(text, "text");
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param tokens how many a conversation may have
         */
        public Builder contextWindow(long tokens) {
            this.contextWindow = OptionalLong.of(tokens);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param tokens how many an answer may have
         */
        public Builder maxOutput(long tokens) {
            this.maxOutput = OptionalLong.of(tokens);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param known what the model can do
         */
        public Builder features(Collection<Feature> known) {
            this.features = Set.copyOf(known);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param known what the model costs
         */
        public Builder price(ModelPrice known) {
            this.price = Objects.requireNonNull(known, "known");
            return this;
        }

        /** {@return this builder; the model costs nothing} */
        public Builder free() {
            return price(ModelPrice.FREE);
        }

        /**
         * {@return this builder}
         *
         * @param known how soon the model answers
         */
        public Builder speed(ModelSpeed known) {
            this.speed = Optional.of(known);
            return this;
        }

        /** {@return the model} */
        public ModelInfo build() {
            return new ModelInfo(provider, id, name, contextWindow, maxOutput, features, price, speed);
        }
    }
}
