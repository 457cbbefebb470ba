package dev.byok.examples.quickstart;

import dev.byok.ByokClient;
import dev.byok.Tenant;
import dev.byok.chat.ChatStream;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.crypto.MasterKeys;
import dev.byok.crypto.TinkSealer;
import dev.byok.providers.Providers;
import dev.byok.store.InMemoryKeyStore;

/** The code on the first screen of the README, so that it compiles. A test holds both to the same text. */
final class FirstScreen {

    private FirstScreen() {}

    static void run(String pasted) {
        // README begin
        ByokClient client = ByokClient.builder()
                .providers(Providers.standard())
                .keyStore(new InMemoryKeyStore())
                .sealer(new TinkSealer(MasterKeys.ephemeral()))
                .build();
        Tenant acme = client.tenant("acme");

        CredentialView row =
                acme.credentials().connect(CredentialInput.of("openai").field("api_key", pasted));
        System.out.println(row.mask()); // sk-p···7f2a

        try (ChatStream answer = acme.chat().model("openai/gpt-4o-mini").user("Hi").stream()) {
            answer.forEachText(System.out::print);
        }
        // README end
    }
}
