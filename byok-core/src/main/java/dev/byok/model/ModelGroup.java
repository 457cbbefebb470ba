package dev.byok.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The models of one connected credential.
 *
 * @param credentialId the credential
 * @param provider the provider's id
 * @param label the credential's label
 * @param listedAt when the vendor gave its list for this credential; absent when it was not asked yet, and the models are
 *     those that the catalogue knows of the provider
 * @param models starred ones first, then in the order of the list
 */
public record ModelGroup(
        String credentialId, String provider, String label, Optional<Instant> listedAt, List<ListedModel> models) {

    /** Copies the models. */
    public ModelGroup {
        Objects.requireNonNull(credentialId, "credentialId");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(listedAt, "listedAt");
        models = List.copyOf(models);
    }
}
