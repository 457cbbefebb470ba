package dev.byok.model;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about the model: {@code openai/gpt-4o}, {@code openrouter/anthropic/claude-3-opus},
 * {@code openai@Acme shared/gpt-4o}, or a provider alone.
 *
 * <p>The text before the first slash is a provider's id or alias, with an optional label after {@code @}; all the rest
 * is the vendor's model id, slashes and all.
 *
 * @param provider id or alias
 * @param label the configuration's label; null for the default one
 * @param model the vendor's model id; null for the provider's default
 */
public record ModelRef(
        String provider, @Nullable String label, @Nullable String model) {

    /** Checks that a provider is named. */
    public ModelRef {
        Objects.requireNonNull(provider, "provider");
    }

    /**
     * {@return the reference that a text stands for}
     *
     * @param text as above
     * @throws ByokException {@code INVALID_REQUEST} when the provider or a part is empty
     */
    public static ModelRef parse(String text) {
        String trimmed = text.strip();
        int slash = trimmed.indexOf('/');
        String head = slash < 0 ? trimmed : trimmed.substring(0, slash);
        String model = slash < 0 ? null : trimmed.substring(slash + 1);
        int at = head.indexOf('@');
        String provider = at < 0 ? head : head.substring(0, at);
        String label = at < 0 ? null : head.substring(at + 1);
        if (provider.isEmpty() || (model != null && model.isEmpty()) || (label != null && label.isEmpty())) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "this is not a model reference")
                    .hint("write provider/model, for example openai/gpt-4o")
                    .build();
        }
        return new ModelRef(provider, label, model);
    }

    /** {@return the vendor's model id, when one was named} */
    public Optional<String> modelId() {
        return Optional.ofNullable(model);
    }

    /** {@return the text that {@link #parse} reads} */
    @Override
    public String toString() {
        return provider + (label == null ? "" : "@" + label) + (model == null ? "" : "/" + model);
    }
}
