package dev.byok.credential;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into a connect form: a provider, a label, and values by field name. Which fields there are is
 * told by {@link Credentials#fields}.
 *
 * <p>Every value is held as a {@link Secret}, because only the schema knows which ones are secret, and people paste
 * keys into wrong fields. Immutable and thread-safe.
 */
public final class CredentialInput {

    private final String provider;
    private final @Nullable String label;
    private final Map<String, Secret> values;

    private CredentialInput(String provider, @Nullable String label, Map<String, Secret> values) {
        this.provider = provider;
        this.label = label;
        this.values = values;
    }

    /**
     * {@return an input without label and values}
     *
     * @param provider a provider's id or alias
     */
    public static CredentialInput of(String provider) {
        return new CredentialInput(Objects.requireNonNull(provider, "provider"), null, Map.of());
    }

    /**
     * {@return this input with a label}
     *
     * @param value tells several configurations of one provider apart, up to 200 characters; also known as account name
     */
    public CredentialInput label(String value) {
        return new CredentialInput(provider, Objects.requireNonNull(value, "label"), values);
    }

    /**
     * {@return this input with one more value}
     *
     * @param name a field of the provider's schema
     * @param value what was typed; an empty value counts as not given
     */
    public CredentialInput field(String name, CharSequence value) {
        Map<String, Secret> more = new LinkedHashMap<>(values);
        more.put(Objects.requireNonNull(name, "name"), Secret.of(Objects.requireNonNull(value, name)));
        return new CredentialInput(provider, label, more);
    }

    /**
     * {@return this input with more values}
     *
     * @param named values by field name
     */
    public CredentialInput fields(Map<String, ? extends CharSequence> named) {
        CredentialInput input = this;
        for (Map.Entry<String, ? extends CharSequence> entry : named.entrySet()) {
            input = input.field(entry.getKey(), entry.getValue());
        }
        return input;
    }

    /** {@return the provider's id or alias, as it was given} */
    public String provider() {
        return provider;
    }

    /** {@return the label, when one was given} */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /** {@return the names of the given fields, in the order they were given} */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /**
     * {@return the value of a field, when it was given}
     *
     * @param name the field
     */
    public Optional<Secret> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** {@return provider and field names; no value, and no label, because people paste keys into wrong fields} */
    @Override
    public String toString() {
        return "CredentialInput[" + provider + ", fields=" + values.keySet() + "]";
    }
}
