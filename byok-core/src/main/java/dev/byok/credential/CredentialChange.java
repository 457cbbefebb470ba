package dev.byok.credential;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a stored credential: any of label, fields, whether it is in use, and being the default. It is
 * written in one step, by {@link Credentials#change}: all of it or nothing.
 *
 * <p>Every value is held as a {@link Secret}, as in {@link CredentialInput}. Immutable and thread-safe.
 */
public final class CredentialChange {

    private final @Nullable String label;
    private final Map<String, Secret> values;
    private final @Nullable Boolean enabled;
    private final boolean makesDefault;

    private CredentialChange(
            @Nullable String label, Map<String, Secret> values, @Nullable Boolean enabled, boolean makesDefault) {
        this.label = label;
        this.values = values;
        this.enabled = enabled;
        this.makesDefault = makesDefault;
    }

    /** {@return a change of nothing} */
    public static CredentialChange none() {
        return new CredentialChange(null, Map.of(), null, false);
    }

    /**
     * {@return this change with a new label}
     *
     * @param value up to 200 characters
     */
    public CredentialChange label(String value) {
        return new CredentialChange(Objects.requireNonNull(value, "label"), values, enabled, makesDefault);
    }

    /**
     * {@return this change with one more new value}
     *
     * @param name a field of the provider's schema
     * @param value what was typed; an empty secret keeps what is stored, an empty other field is removed
     */
    public CredentialChange field(String name, CharSequence value) {
        Map<String, Secret> more = new LinkedHashMap<>(values);
        more.put(Objects.requireNonNull(name, "name"), Secret.of(Objects.requireNonNull(value, name)));
        return new CredentialChange(label, more, enabled, makesDefault);
    }

    /**
     * {@return this change with more new values}
     *
     * @param named values by field name, see {@link #field}
     */
    public CredentialChange fields(Map<String, ? extends CharSequence> named) {
        CredentialChange change = this;
        for (Map.Entry<String, ? extends CharSequence> entry : named.entrySet()) {
            change = change.field(entry.getKey(), entry.getValue());
        }
        return change;
    }

    /**
     * {@return this change, taking the credential out of use or bringing it back}
     *
     * @param value whether it is in use
     */
    public CredentialChange enabled(boolean value) {
        return new CredentialChange(label, values, value, makesDefault);
    }

    /** {@return this change, making the credential its provider's default} */
    public CredentialChange makeDefault() {
        return new CredentialChange(label, values, enabled, true);
    }

    /** {@return the new label, when it changes} */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /** {@return the new values by field name} */
    public Map<String, Secret> values() {
        return Collections.unmodifiableMap(values);
    }

    /** {@return whether it is to be in use, when that changes} */
    public Optional<Boolean> enabled() {
        return Optional.ofNullable(enabled);
    }

    /** {@return whether it becomes its provider's default} */
    public boolean makesDefault() {
        return makesDefault;
    }

    /** {@return what changes, with names of fields and no values} */
    @Override
    public String toString() {
        return "CredentialChange[label=" + (label != null) + ", fields=" + values.keySet() + ", enabled=" + enabled
                + ", makesDefault=" + makesDefault + "]";
    }
}
