package dev.byok.credential;

import dev.byok.spi.EndToEndContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a customer's device needs to know to seal a credential end to end. Nothing of it is secret; a page gets it as JSON
 * with these names, for {@code sealDraft} of the browser's module, or a Java program gives it to {@code EndToEndSealer}.
 * What comes back is an {@link EndToEndInput}.
 *
 * <p>Get it from {@link Credentials#draft(CredentialInput, java.util.Set)} for a new configuration, from
 * {@link Credentials#draft(String)} for a stored one.
 *
 * @param tenant the tenant's id
 * @param id the credential's id; nothing is stored under a new one until it is connected
 * @param provider the provider's id
 * @param origin where the key will be sent; show it to the customer, because it is sealed with the key
 * @param version what to seal the secrets for: how often they changed by then, from 1
 * @param fields the names of the secret fields to seal
 * @param sealed the texts that are stored now, by field; empty for a new configuration
 */
public record EndToEndDraft(
        String tenant,
        String id,
        String provider,
        String origin,
        long version,
        List<String> fields,
        Map<String, String> sealed) {

    /** Copies the collections. */
    public EndToEndDraft {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(origin, "origin");
        fields = List.copyOf(fields);
        sealed = Collections.unmodifiableMap(new LinkedHashMap<>(sealed));
    }

    /**
     * {@return where the secret of a field belongs}
     *
     * @param field the field's name
     */
    public EndToEndContext context(String field) {
        return new EndToEndContext(tenant, id, provider, field);
    }
}
