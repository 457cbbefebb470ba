package dev.byok.internal.credential;

import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets a provider have its say about fields that keep the rules of its schema. */
final class Completion {

    private Completion() {}

    /**
     * Checks the fields and completes them in place.
     *
     * @param row the stored row that is changed; null for a new one
     */
    static void of(Provider provider, CheckedFields checked, @Nullable StoredCredential row) {
        String id = provider.info().id();
        // not closed: it borrows the secrets
        ProviderCredential.Builder credential =
                ProviderCredential.builder(id).id(row == null ? null : row.id()).fields(checked.fields());
        checked.secrets().forEach((field, fresh) -> credential.secret(field, fresh.secret()));
        Map<String, String> completed;
        try {
            completed = provider.complete(credential.build());
        } catch (RuntimeException failure) {
            throw Failures.of("The field check of " + id, failure, id, row == null ? null : row.id());
        }
        // keeps the order of the schema
        checked.fields().keySet().retainAll(completed.keySet());
        checked.fields().putAll(completed);
    }
}
