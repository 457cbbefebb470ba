package dev.byok.credential;

import dev.byok.spi.ProviderInfo;
import dev.byok.spi.ValidationResult;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One tenant's keys: which fields a provider needs, live checks, and the life cycle of stored rows.
 *
 * <p>Get it from {@code client.tenant("acme").credentials()}. It is a view without state: thread-safe, cheap, nothing to
 * close. Every row it returns is masked. Every method throws {@link dev.byok.ByokException}; the codes named at a method
 * come on top of {@code CONFLICT}, which any writing method throws when somebody else changed the row at the same time,
 * with nothing written.
 *
 * <p>A provider may be given by id or alias everywhere.
 */
public interface Credentials {

    /** {@return what every known provider is and which fields its credential has, ordered by id} */
    List<ProviderInfo> fields();

    /**
     * {@return what one provider is and which fields its credential has}
     *
     * @param provider id or alias
     * @throws dev.byok.ByokException {@code UNSUPPORTED_PROVIDER}
     */
    ProviderInfo fields(String provider);

    /**
     * Asks the vendor about a key without storing anything. It costs nothing at the vendor. Of messaging providers only the
     * shape of the fields is looked at ({@link ValidationResult.Verdict#SHAPE_ONLY}).
     *
     * @param input provider and fields; the label is not used
     * @return the verdict; a refused key is a result, not an exception
     * @throws dev.byok.ByokException {@code UNSUPPORTED_PROVIDER}, {@code INVALID_FIELDS} with every faulty field,
     *     {@code ENDPOINT_NOT_ALLOWED}
     */
    ValidationResult validate(CredentialInput input);

    /**
     * Seals and stores a credential, without asking the vendor: the row is {@link CredentialStatus#UNTESTED}.
     *
     * <p>A row of the same provider and label is replaced and, if it was disconnected or disabled, in use again; its id
     * stays. Without a label the provider's oldest connected row is replaced, or a new one is named after the provider. The
     * row is {@link PrivacyMode#SERVER_ACCESSIBLE}, and a row that is end-to-end encrypted is never replaced by one.
     *
     * @param input provider, label and fields
     * @return the masked row
     * @throws dev.byok.ByokException {@code UNSUPPORTED_PROVIDER}, {@code INVALID_FIELDS} with every faulty field,
     *     {@code ENDPOINT_NOT_ALLOWED}; {@code CONFLICT} also when the label is that of an end-to-end encrypted row
     */
    CredentialView connect(CredentialInput input);

    /**
     * Prepares a configuration that is end-to-end encrypted ({@link PrivacyMode#END_TO_END}): checks what is not secret and
     * says what the customer's device has to seal, and for where. Nothing is stored.
     *
     * @param input provider and the fields that are not secret; the label is not used
     * @param secrets the names of the secret fields that the customer fills in
     * @return what the device needs
     * @throws dev.byok.ByokException {@code UNSUPPORTED_PROVIDER}, {@code INVALID_FIELDS} with every faulty field, also
     *     when a secret has a value: it must not come here; {@code ENDPOINT_NOT_ALLOWED}
     */
    EndToEndDraft draft(CredentialInput input, Set<String> secrets);

    /**
     * Tells a customer's device what is stored of an end-to-end encrypted credential, to open it there, or to seal it
     * anew for {@link #rotate(EndToEndInput)}.
     *
     * @param id a connected row that is end-to-end encrypted
     * @return what the device needs, with the stored texts
     * @throws dev.byok.ByokException {@code NOT_FOUND}; {@code INVALID_REQUEST} when the row is server-accessible
     */
    EndToEndDraft draft(String id);

    /**
     * Stores a credential that a customer's device sealed for a draft of {@link #draft(CredentialInput, Set)}. This server
     * never sees its secrets, so nothing of them is checked; {@link #test} with an unlocked tenant does it.
     *
     * @param input id and sealed secrets, provider, label and fields as for the draft
     * @return the masked row
     * @throws dev.byok.ByokException {@code UNSUPPORTED_PROVIDER}, {@code INVALID_FIELDS} with every faulty field,
     *     {@code ENDPOINT_NOT_ALLOWED}; {@code CONFLICT} when the provider has a row with that label, or the draft was
     *     connected already
     */
    CredentialView connect(EndToEndInput input);

    /** {@return the connected rows, oldest first; one row that does not open never hides the others} */
    List<CredentialView> list();

    /**
     * {@return one row, also a disconnected one}
     *
     * @param id the row's id
     * @throws dev.byok.ByokException {@code NOT_FOUND}
     */
    CredentialView get(String id);

    /**
     * Asks the vendor about a stored key and stores what it said: {@code VALID} or {@code INVALID} with reason and
     * time. An inconclusive answer (rate limit, outage, time-out) keeps the status and stores reason and time. A base URL
     * of the same origin that the vendor turned out to answer at is stored too. Where only the shape of a key is looked at,
     * as for messaging providers, nothing is stored: such a row stays as it is until {@link #deepTest}. When the key or its fields change
     * meanwhile, the verdict is returned but not stored.
     *
     * @param id a connected row
     * @return the verdict
     * @throws dev.byok.ByokException {@code NOT_FOUND}, {@code UNDECRYPTABLE}
     */
    ValidationResult test(String id);

    /**
     * Like {@link #test}, but asks the vendor also where that looks at the shape of a key only, as messaging providers'
     * does.
     *
     * @param id a connected row
     * @return the verdict
     * @throws dev.byok.ByokException {@code NOT_FOUND}, {@code UNDECRYPTABLE}
     */
    ValidationResult deepTest(String id);

    /**
     * Gives a row another label.
     *
     * @param id the row
     * @param label the new label
     * @return the masked row
     * @throws dev.byok.ByokException {@code NOT_FOUND}; {@code CONFLICT} when the provider has a row with that label;
     *     {@code INVALID_FIELDS} when the label is blank or too long
     */
    CredentialView relabel(String id, String label);

    /**
     * Replaces secrets of a row, for example after the key was renewed at the vendor. The next call on this node uses
     * the new value; the row becomes {@link CredentialStatus#UNTESTED}.
     *
     * @param id a connected row
     * @param secrets new values by secret field; fields that are left out keep their value
     * @return the masked row
     * @throws dev.byok.ByokException {@code NOT_FOUND}; {@code INVALID_FIELDS}, also when no secret field is given or a
     *     field is not secret, or the row is end-to-end encrypted; {@code UNDECRYPTABLE} when a secret that is left out
     *     does not open
     */
    CredentialView rotate(String id, Map<String, ? extends CharSequence> secrets);

    /**
     * Replaces all secrets of an end-to-end encrypted row by newly sealed ones: of a renewed key, or of the same key under
     * a new recovery phrase. Label and fields stay; the row becomes {@link CredentialStatus#UNTESTED}, because nobody
     * here can tell which of the two it is.
     *
     * @param input id and sealed secrets for a draft of {@link #draft(String)}; no label and no fields
     * @return the masked row
     * @throws dev.byok.ByokException {@code NOT_FOUND}; {@code INVALID_FIELDS}, also when a stored secret is left out;
     *     {@code INVALID_REQUEST} when the row is server-accessible; {@code E2E_LOCKED} when the row asks for a proof of
     *     the phrase and the input has another one or none
     */
    CredentialView rotate(EndToEndInput input);

    /**
     * Changes some fields of a row. Only changed fields are given; an empty secret keeps what is stored, an empty
     * other field is removed. A change that moves the key to another origin must bring every secret anew. The row becomes
     * {@link CredentialStatus#UNTESTED}, unless nothing changes.
     *
     * @param id a connected row
     * @param changes new values by field
     * @return the masked row
     * @throws dev.byok.ByokException {@code NOT_FOUND}, {@code INVALID_FIELDS}, {@code ENDPOINT_NOT_ALLOWED};
     *     {@code UNDECRYPTABLE} when some secrets are new and another one does not open
     */
    CredentialView edit(String id, Map<String, ? extends CharSequence> changes);

    /**
     * Changes several things of a row in one step: label, fields, whether it is in use, and being the default. Each behaves as
     * with {@link #relabel}, {@link #edit}, {@link #enable}, {@link #disable} and {@link #makeDefault}; when one of them
     * cannot be, nothing changes.
     *
     * @param id a connected row
     * @param change what is to be different
     * @return the masked row
     * @throws dev.byok.ByokException {@code NOT_FOUND}; {@code CONFLICT} when the provider has a row with that label;
     *     {@code INVALID_FIELDS} with every faulty field and the label; {@code ENDPOINT_NOT_ALLOWED};
     *     {@code UNDECRYPTABLE} when some secrets are new and another one does not open
     */
    CredentialView change(String id, CredentialChange change);

    /**
     * Makes a row its provider's default. There is always exactly one default among a provider's usable rows: the one
     * that was named last, else the oldest.
     *
     * @param id a connected row
     * @return the masked row
     * @throws dev.byok.ByokException {@code NOT_FOUND}
     */
    CredentialView makeDefault(String id);

    /**
     * Takes a row out of use and keeps it; {@link #enable} brings it back as it was.
     *
     * @param id a connected row
     * @return the masked row
     * @throws dev.byok.ByokException {@code NOT_FOUND}
     */
    CredentialView disable(String id);

    /**
     * Brings a disabled row back.
     *
     * @param id a connected row
     * @return the masked row
     * @throws dev.byok.ByokException {@code NOT_FOUND}
     */
    CredentialView enable(String id);

    /**
     * Soft delete: the row stays, its key is unusable until it is connected again with {@link #connect}.
     *
     * @param id the row; disconnecting twice changes nothing
     * @return the masked row
     * @throws dev.byok.ByokException {@code NOT_FOUND}
     */
    CredentialView disconnect(String id);

    /**
     * Hard delete: row, sealed key, mask and status are gone in one step.
     *
     * @param id the row, connected or not
     * @throws dev.byok.ByokException {@code NOT_FOUND}; {@code E2E_LOCKED} when the row asks for a proof of the recovery
     *     phrase and the tenant is not unlocked
     */
    void purge(String id);

    /**
     * Hard delete of an end-to-end encrypted row, by somebody who shows that they have the recovery phrase.
     *
     * @param id the row, connected or not
     * @param proof what the customer's device derived from the phrase; not looked at when the row asks for none
     * @throws dev.byok.ByokException {@code NOT_FOUND}; {@code E2E_LOCKED} when it is the proof of another phrase
     */
    void purge(String id, PhraseProof proof);
}
