package dev.byok.routing;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which model a call gets that names neither model nor provider. Models are written as in {@code chat().model(…)}.
 *
 * <p>A call with an intent that has a model of its own gets that. A request with tools gets the tool-calling model where
 * there is one. Everything else is up to the strategy; without one, and where the strategy's model is not set, the default
 * model serves, and without that the default model of the tenant's first provider.
 *
 * @param strategy how the model is chosen
 * @param defaultModel the small model of everyday calls
 * @param premiumModel the large model
 * @param premiumIntents the intents that get the premium model under {@link Strategy#HYBRID}
 * @param toolCallingModel for requests with tools
 * @param intentOverrides the model by intent
 */
public record ModelChoice(
        Optional<Strategy> strategy,
        Optional<String> defaultModel,
        Optional<String> premiumModel,
        Set<String> premiumIntents,
        Optional<String> toolCallingModel,
        Map<String, String> intentOverrides) {

    /** Nothing is set. */
    public static final ModelChoice NONE =
            new ModelChoice(Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Map.of());

    /** Copies the collections. */
    public ModelChoice {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(defaultModel, "defaultModel");
        Objects.requireNonNull(premiumModel, "premiumModel");
        premiumIntents = Copies.of(premiumIntents);
        Objects.requireNonNull(toolCallingModel, "toolCallingModel");
        intentOverrides = Copies.of(intentOverrides);
    }

    /**
     * {@return a choice with a strategy and nothing else}
     *
     * @param strategy how the model is chosen
     */
    public static ModelChoice of(Strategy strategy) {
        return new ModelChoice(
                Optional.of(strategy), Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Map.of());
    }

    /**
     * {@return this choice with a default model}
     *
     * @param model as in {@code chat().model(…)}
     */
    public ModelChoice withDefaultModel(String model) {
        return new ModelChoice(
                strategy, Optional.of(model), premiumModel, premiumIntents, toolCallingModel, intentOverrides);
    }

    /**
     * {@return this choice with a premium model}
     *
     * @param model as in {@code chat().model(…)}
     * @param intents those that get it under {@link Strategy#HYBRID}
     */
    public ModelChoice withPremiumModel(String model, String... intents) {
        return new ModelChoice(
                strategy, defaultModel, Optional.of(model), Set.of(intents), toolCallingModel, intentOverrides);
    }

    /**
     * {@return this choice with a model for requests with tools}
     *
     * @param model as in {@code chat().model(…)}
     */
    public ModelChoice withToolCallingModel(String model) {
        return new ModelChoice(
                strategy, defaultModel, premiumModel, premiumIntents, Optional.of(model), intentOverrides);
    }

    /**
     * {@return this choice with models of their own for intents}
     *
     * @param byIntent the model by intent; replaces what was set
     */
    public ModelChoice withIntentOverrides(Map<String, String> byIntent) {
        return new ModelChoice(strategy, defaultModel, premiumModel, premiumIntents, toolCallingModel, byIntent);
    }
}
