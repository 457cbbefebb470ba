package dev.byok.examples.quickstart;

import dev.byok.Tenant;
import dev.byok.credential.Secret;
import dev.byok.spi.ProviderCredential;

/** The code of the routing page about a key that comes with a call, so that it compiles. A test holds both together. */
final class KeyOfOneCall {

    private KeyOfOneCall() {}

    static void run(Tenant tenant, String typed) {
        // page begin
        try (ProviderCredential key = ProviderCredential.builder("openai")
                .secret("api_key", Secret.of(typed))
                .build()) {
            tenant.chat().with(key).model("openai/gpt-4o").user("Hi").send();
        }
        // page end
    }
}
