package dev.byok.examples.benchmarks;

import dev.byok.ByokClient;
import dev.byok.ChatCall;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.ChatStream;
import dev.byok.credential.CredentialInput;
import dev.byok.crypto.MasterKeys;
import dev.byok.crypto.TinkSealer;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.sealing.Sealing;
import dev.byok.spi.KeyStore;
import dev.byok.store.InMemoryKeyStore;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** This library, with the settings that it has unless told otherwise. */
final class ByokChat implements StreamingChat {

    private final Providers providers;
    private final ByokClient client;
    private final List<String> tenants;

    private ByokChat(Providers providers, ByokClient client, List<String> tenants) {
        this.providers = providers;
        this.client = client;
        this.tenants = tenants;
    }

    static ByokChat open(String origin, String baseUrl, int tenants) {
        ByokChat chat = over(new InMemoryKeyStore(), new TinkSealer(MasterKeys.ephemeral()), origin, tenants);
        chat.connectAll(baseUrl);
        return chat;
    }

    /** A client over a store that may have the tenants' keys already. */
    static ByokChat over(KeyStore store, TinkSealer sealer, String origin, int tenants) {
        Providers providers = Providers.builder()
                .endpointPolicy(EndpointPolicy.publicHttps().allowOrigin(origin))
                .build();
        ByokClient client = ByokClient.builder()
                .providers(providers)
                .keyStore(store)
                .sealer(sealer)
                .build();
        List<String> ids =
                IntStream.range(0, tenants).mapToObj(ByokChat::tenant).toList();
        return new ByokChat(providers, client, ids);
    }

    static String tenant(int number) {
        return "tenant-%05d".formatted(number);
    }

    Sealing sealing() {
        return client.sealing();
    }

    void connectAll(String baseUrl) {
        for (int i = 0; i < tenants.size(); i++) {
            CredentialInput key =
                    CredentialInput.of("openai").field("api_key", Chat.key(i)).field("base_url", baseUrl);
            client.tenant(tenants.get(i)).credentials().connect(key);
        }
    }

    @Override
    public String ask(int tenant) {
        return call(tenant).send().text();
    }

    @Override
    public Tokens stream(int tenant) {
        return new Events(call(tenant).stream());
    }

    /** Everything but the call itself: finds the row, opens the key, hands it out, wipes it. */
    int lendKey(int tenant) {
        return client.tenant(tenants.get(tenant))
                .withCredential("openai", credential -> credential.secrets().size());
    }

    private ChatCall call(int tenant) {
        return client.tenant(tenants.get(tenant))
                .chat()
                .model("openai/" + MODEL)
                .system(SYSTEM)
                .user(USER);
    }

    @Override
    public void close() {
        client.close();
        providers.close();
    }

    private record Events(ChatStream stream) implements Tokens {

        @Override
        public @Nullable String next() {
            while (stream.hasNext()) {
                if (stream.next() instanceof ChatEvent.Text text) {
                    return text.text();
                }
            }
            return null;
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
