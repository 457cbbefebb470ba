package dev.byok.store;

import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.spi.ClientFactory;
import dev.byok.spi.CredentialValidator;
import dev.byok.spi.Endpoint;
import dev.byok.spi.Field;
import dev.byok.spi.FieldSchema;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.ValidationResult;
import java.util.Map;
import java.util.Optional;

/** A vendor whose credential has two secrets, which must always be of the same change. It is never called. */
final class NotesVendor implements Provider, ClientFactory, CredentialValidator {

    static final String ID = "notes";

    private static final ProviderInfo INFO = ProviderInfo.builder(ID, "Notes")
            .schema(FieldSchema.of(Field.secret("api_key", "API key"), Field.secret("api_secret", "API secret")))
            .build();

    @Override
    public ProviderInfo info() {
        return INFO;
    }

    @Override
    public Endpoint endpoint(Map<String, String> fields) {
        return new Endpoint("https://notes.example", "https://notes.example", false);
    }

    @Override
    public CredentialValidator validator() {
        return this;
    }

    @Override
    public ValidationResult validate(ProviderCredential credential, CallContext context) {
        return ValidationResult.valid("fine");
    }

    @Override
    public ClientFactory clients() {
        return this;
    }

    @Override
    public <C> Optional<C> create(Capability<C> capability, ProviderCredential credential) {
        return Optional.empty();
    }
}
