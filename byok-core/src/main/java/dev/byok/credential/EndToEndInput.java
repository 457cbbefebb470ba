package dev.byok.credential;

import dev.byok.spi.StoredCredential.SealedField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A credential whose secrets a customer's device sealed, on its way to the store: texts that this server cannot open,
 * their masks, and what is not secret. Made for the {@link EndToEndDraft} with the same id.
 *
 * <p>Immutable and thread-safe.
 */
public final class EndToEndInput {

    private final String provider;
    private final String id;
    private final @Nullable String label;
    private final Map<String, Secret> values;
    private final Map<String, SealedField> sealed;
    private final @Nullable PhraseProof proof;
    private final @Nullable PhraseProof currentProof;

    private EndToEndInput(
            String provider,
            String id,
            @Nullable String label,
            Map<String, Secret> values,
            Map<String, SealedField> sealed,
            @Nullable PhraseProof proof,
            @Nullable PhraseProof currentProof) {
        this.provider = provider;
        this.id = id;
        this.label = label;
        this.values = values;
        this.sealed = sealed;
        this.proof = proof;
        this.currentProof = currentProof;
    }

    /**
     * {@return an input without label, values and secrets}
     *
     * @param provider a provider's id or alias
     * @param id the id of the draft that the secrets were sealed for
     */
    public static EndToEndInput of(String provider, String id) {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(id, "id");
        return new EndToEndInput(provider, id, null, Map.of(), Map.of(), null, null);
    }

    /**
     * {@return this input with a label}
     *
     * @param value tells several configurations of one provider apart, up to 200 characters
     */
    public EndToEndInput label(String value) {
        Objects.requireNonNull(value, "label");
        return new EndToEndInput(provider, id, value, values, sealed, proof, currentProof);
    }

    /**
     * {@return this input with one more value that is not secret}
     *
     * @param name a field of the provider's schema
     * @param value what was typed; an empty value counts as not given
     */
    public EndToEndInput field(String name, CharSequence value) {
        Map<String, Secret> more = new LinkedHashMap<>(values);
        more.put(Objects.requireNonNull(name, "name"), Secret.of(Objects.requireNonNull(value, name)));
        return new EndToEndInput(provider, id, label, more, sealed, proof, currentProof);
    }

    /**
     * {@return this input with values that are not secret}
     *
     * @param named values by field name
     */
    public EndToEndInput fields(Map<String, ? extends CharSequence> named) {
        EndToEndInput input = this;
        for (Map.Entry<String, ? extends CharSequence> entry : named.entrySet()) {
            input = input.field(entry.getKey(), entry.getValue());
        }
        return input;
    }

    /**
     * {@return this input with one more sealed secret}
     *
     * @param name a secret field of the provider's schema
     * @param text what the device sealed, {@code bke1.…}
     * @param mask what may be shown of it: up to four characters, three middle dots, up to four characters
     */
    public EndToEndInput sealed(String name, String text, String mask) {
        Map<String, SealedField> more = new LinkedHashMap<>(sealed);
        more.put(
                Objects.requireNonNull(name, "name"),
                new SealedField(Objects.requireNonNull(text, "text"), Objects.requireNonNull(mask, "mask")));
        return new EndToEndInput(provider, id, label, values, more, proof, currentProof);
    }

    /**
     * {@return this input with the proof of the phrase that the secrets are sealed with} Whoever wants to delete or
     * replace the credential later has to bring the same. Without it everybody may who may use the tenant's credentials.
     *
     * @param value the proof
     */
    public EndToEndInput proof(PhraseProof value) {
        Objects.requireNonNull(value, "proof");
        return new EndToEndInput(provider, id, label, values, sealed, value, currentProof);
    }

    /**
     * {@return this input with the proof of the phrase that the stored secrets are sealed with} Needed only when the
     * phrase changes; else it is {@link #proof} itself.
     *
     * @param value the proof of the phrase until now
     */
    public EndToEndInput currentProof(PhraseProof value) {
        Objects.requireNonNull(value, "currentProof");
        return new EndToEndInput(provider, id, label, values, sealed, proof, value);
    }

    /** {@return the provider's id or alias, as it was given} */
    public String provider() {
        return provider;
    }

    /** {@return the id of the draft} */
    public String id() {
        return id;
    }

    /** {@return the label, when one was given} */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /** {@return the values that are not secret; held as secrets, because people paste keys into wrong fields} */
    public Map<String, Secret> values() {
        return Collections.unmodifiableMap(values);
    }

    /** {@return the sealed secrets by field} */
    public Map<String, SealedField> sealed() {
        return Collections.unmodifiableMap(sealed);
    }

    /** {@return the proof of the phrase, when one was given} */
    public Optional<PhraseProof> proof() {
        return Optional.ofNullable(proof);
    }

    /** {@return the proof of the phrase until now: the one that was given, else {@link #proof()}} */
    public Optional<PhraseProof> currentProof() {
        return Optional.ofNullable(currentProof != null ? currentProof : proof);
    }

    /** {@return provider, id and field names} */
    @Override
    public String toString() {
        return "EndToEndInput[" + provider + ", " + id + ", fields=" + values.keySet() + ", sealed=" + sealed.keySet()
                + "]";
    }
}
