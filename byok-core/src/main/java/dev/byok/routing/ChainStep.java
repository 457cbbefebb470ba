package dev.byok.routing;

import dev.byok.model.ModelRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One step of a fallback chain: a model, with a configuration of the tenant's or with the application's key. Several
 * configurations take turns by weight, and when the one that came first fails the others of the step follow.
 *
 * @param model what to call, as in {@code chat().model(…)}; with {@code keys} without a label
 * @param keys the configurations that share the step; empty for the provider's default one or the label in {@code model}
 * @param platform whether the application's key serves it
 */
public record ChainStep(ModelRef model, List<ChainKey> keys, boolean platform) {

    /** Copies the keys and checks that the parts agree. */
    public ChainStep {
        Objects.requireNonNull(model, "model");
        keys = List.copyOf(keys);
        if (platform && !keys.isEmpty()) {
            throw new IllegalArgumentException("a platform step has no configurations");
        }
        if (model.label() != null && (platform || !keys.isEmpty())) {
            throw new IllegalArgumentException("a label is for a step without configurations that is no platform step");
        }
    }

    /**
     * {@return a step with one configuration}
     *
     * @param model for example {@code openai/gpt-4o}, {@code openai@Acme shared/gpt-4o} or {@code openai}
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when it is no reference
     */
    public static ChainStep of(String model) {
        return new ChainStep(ModelRef.parse(model), List.of(), false);
    }

    /**
     * {@return a step that the application's key serves, unless the platform fallback is {@code NEVER}}
     *
     * @param model for example {@code openai/gpt-4o-mini}
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when it is no reference
     */
    public static ChainStep platform(String model) {
        return new ChainStep(ModelRef.parse(model), List.of(), true);
    }

    /**
     * {@return this step with one more configuration}
     *
     * @param configuration a credential's id, or the label of a configuration
     * @param weight how often it comes first; 0 for never
     */
    public ChainStep key(String configuration, double weight) {
        List<ChainKey> more = new ArrayList<>(keys);
        more.add(new ChainKey(configuration, weight));
        return new ChainStep(model, more, platform);
    }
}
