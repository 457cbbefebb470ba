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
import java.lang.reflect.Proxy;
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

    /** A provider that can do everything that the loop serves. */
    static FakeProvider versatile(String id) {
        return new FakeProvider(
                ProviderInfo.builder(id, id)
                        .capability(Capability.SPEECH)
                        .capability(Capability.TRANSCRIPTION)
                        .capability(Capability.LIVE_TRANSCRIPTION)
                        .capability(Capability.MESSAGES)
                        .capability(Capability.VOICES)
                        .build(),
                false);
    }

    static FakeProvider custom(String id) {
        return new FakeProvider(
                ProviderInfo.builder(id, id).capability(Capability.CHAT).build(), true);
    }

    /** {@return a client that a test stands in for itself} */
    private static Object unused(Class<?> client) {
        return Proxy.newProxyInstance(client.getClassLoader(), new Class<?>[] {client}, (proxy, method, arguments) -> {
            throw new AssertionError(method);
        });
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
                if (capability == Capability.CHAT) {
                    return Optional.of(capability.client().cast(chat.apply(credential)));
                }
                return info.capabilities().contains(capability)
                        ? Optional.of(capability.client().cast(unused(capability.client())))
                        : Optional.empty();
            }
        };
    }

    @Override
    public String toString() {
        return info.id();
    }
}
