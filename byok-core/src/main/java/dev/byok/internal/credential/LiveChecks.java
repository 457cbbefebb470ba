package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.credential.CredentialInput;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.CredentialValidator;
import dev.byok.spi.Endpoint;
import dev.byok.spi.FieldType;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.Timeouts;
import dev.byok.spi.ValidationResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks vendors about keys, typed or stored. */
final class LiveChecks {

    private static final String BASE_URL = "base_url";

    private final ProviderCatalog catalog;
    private final CredentialRows rows;
    private final CredentialVault vault;
    private final Verdicts verdicts;
    private final Timeouts timeouts;

    LiveChecks(
            ProviderCatalog catalog, CredentialRows rows, CredentialVault vault, Verdicts verdicts, Timeouts timeouts) {
        this.catalog = catalog;
        this.rows = rows;
        this.vault = vault;
        this.verdicts = verdicts;
        this.timeouts = timeouts;
    }

    ValidationResult validate(CredentialInput input) {
        Provider provider = catalog.require(input.provider());
        try (CheckedFields checked = FieldCheck.whole(provider.info(), TypedValues.of(input), new Faults())) {
            Completion.of(provider, checked, null);
            // nothing is asked of an endpoint that could not be saved
            Endpoints.of(provider, checked.fields());
            ProviderCredential.Builder credential =
                    ProviderCredential.builder(provider.info().id()).fields(checked.fields());
            checked.secrets().forEach((field, fresh) -> credential.secret(field, fresh.secret()));
            return ask(provider, credential.build(), CredentialValidator::validate);
        }
    }

    ValidationResult test(String tenant, String id, KeyAccess access) {
        return test(tenant, id, access, CredentialValidator::validate);
    }

    ValidationResult deepTest(String tenant, String id, KeyAccess access) {
        return test(tenant, id, access, CredentialValidator::deepTest);
    }

    private ValidationResult test(String tenant, String id, KeyAccess access, Question question) {
        TenantRows present = rows.read(tenant).seen(access);
        StoredCredential row = rows.requireConnected(present, id);
        Provider provider = catalog.require(row.provider());
        Endpoint endpoint = Endpoints.of(provider, row.fields());
        ValidationResult result;
        try (ProviderCredential credential = open(present, row, endpoint)) {
            result = ask(provider, credential, question);
        }
        verdicts.tested(row, result, betterFields(provider, row, result));
        return result;
    }

    private ProviderCredential open(TenantRows present, StoredCredential row, Endpoint endpoint) {
        try {
            return vault.open(present, row, endpoint, null);
        } catch (ByokException failure) {
            verdicts.failed(row, failure.code(), failure.summary());
            throw failure;
        }
    }

    private ValidationResult ask(Provider provider, ProviderCredential credential, Question question) {
        try {
            return question.ask(provider.validator(), credential, CallContext.starting(timeouts, new Cancellation()));
        } catch (RuntimeException failure) {
            String id = provider.info().id();
            throw Failures.of(
                    "The live check of " + id, failure, id, credential.id().orElse(null));
        }
    }

    /** {@return the row's fields, with the base URL that the vendor answered at when it lies in the same origin} */
    private static Map<String, String> betterFields(Provider provider, StoredCredential row, ValidationResult result) {
        String url = result.suggestions().get(BASE_URL);
        boolean known = provider.info()
                .schema()
                .field(BASE_URL)
                .filter(field -> field.type() == FieldType.URL)
                .isPresent();
        if (url == null || !known || !result.isValid()) {
            return row.fields();
        }
        Map<String, String> better = new LinkedHashMap<>(row.fields());
        better.put(BASE_URL, url);
        try {
            return Endpoints.of(provider, better).origin().equals(row.origin()) ? better : row.fields();
        } catch (ByokException refused) {
            return row.fields();
        }
    }

    /** How deep a check goes. */
    @FunctionalInterface
    private interface Question {

        ValidationResult ask(CredentialValidator validator, ProviderCredential credential, CallContext context);
    }
}
