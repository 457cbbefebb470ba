package dev.byok.internal.routing;

import dev.byok.spi.Capability;
import dev.byok.spi.ChatClient;
import dev.byok.spi.ClientFactory;
import dev.byok.spi.CredentialValidator;
import dev.byok.spi.Endpoint;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.ValidationResult;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider that chats as a test says. A {@code base_url} moves it to an endpoint of the tenant's. */
final class FakeProvider implements Provider {

    private final ProviderInfo info;
    private final boolean perCall;
    volatile Function<ProviderCredential, ChatClient> chat = credential -> {
        throw new AssertionError(this + " was not to be called");
    };

    private FakeProvider(ProviderInfo info, boolean perCall) {
        this.info = info;
        this.perCall = perCall;
    }

    static FakeProvider chatting(String id, @Nullable String defaultModel, String... aliases) {
        return new FakeProvider(
                ProviderInfo.builder(id, id)
                        .aliases(aliases)
                        .capability(Capability.CHAT)
                        .capability(Capability.MODELS)
                        .defaultModel(defaultModel)
                        .build(),
                false);
    }

    static FakeProvider speaking(String id, String defaultModel) {
        return new FakeProvider(
                ProviderInfo.builder(id, id)
                        .capability(Capability.VOICES)
                        .defaultModel(defaultModel)
                        .build(),
                false);
    }

    static FakeProvider custom(String id) {
        return new FakeProvider(
                ProviderInfo.builder(id, id).capability(Capability.CHAT).build(), true);
    }

    @Override
    public ProviderInfo info() {
        return info;
    }

    @Override
    public Endpoint endpoint(Map<String, String> fields) {
        if (perCall) {
            return Endpoint.perCall();
        }
        String url = fields.get("base_url");
        String origin = url == null ? "https://" + info.id() + ".example" : url;
        return new Endpoint(origin, origin, url != null);
    }

    @Override
    public CredentialValidator validator() {
        return (credential, context) -> ValidationResult.valid("fine");
    }

    @Override
    public ClientFactory clients() {
        return new ClientFactory() {
            @Override
            public <C> Optional<C> create(Capability<C> capability, ProviderCredential credential) {
                return capability == Capability.CHAT
                        ? Optional.of(capability.client().cast(chat.apply(credential)))
                        : Optional.empty();
            }
        };
    }

    @Override
    public String toString() {
        return info.id();
    }
}
