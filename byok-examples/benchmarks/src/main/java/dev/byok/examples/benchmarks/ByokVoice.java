package dev.byok.examples.benchmarks;

import dev.byok.ByokClient;
import dev.byok.SpeechCall;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.crypto.MasterKeys;
import dev.byok.crypto.TinkSealer;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.speech.AudioStream;
import dev.byok.store.InMemoryKeyStore;
import org.jspecify.annotations.Nullable;

/** This library, with the settings that it has unless told otherwise. */
final class ByokVoice implements Voice {

    private final Providers providers;
    private final ByokClient client;
    private final Tenant tenant;
    private final VoiceKind kind;

    ByokVoice(String origin, String base, VoiceKind kind) {
        this.kind = kind;
        this.providers = Providers.builder()
                .endpointPolicy(EndpointPolicy.publicHttps().allowOrigin(origin))
                .build();
        this.client = ByokClient.builder()
                .providers(providers)
                .keyStore(new InMemoryKeyStore())
                .sealer(new TinkSealer(MasterKeys.ephemeral()))
                .build();
        this.tenant = client.tenant("tenant-00000");
        tenant.credentials()
                .connect(CredentialInput.of(kind.provider)
                        .field("api_key", Chat.key(0))
                        .field("base_url", base));
    }

    @Override
    public Playing speak() {
        SpeechCall call =
                tenant.speech().model(kind.provider + "/voice-1").voice("ada").text(TEXT);
        return new Stream((kind == VoiceKind.EVENTS ? call.withTimestamps() : call).stream());
    }

    @Override
    public void close() {
        client.close();
        providers.close();
    }

    private record Stream(AudioStream audio) implements Playing {

        @Override
        public byte @Nullable [] next() {
            return audio.hasNext() ? audio.next() : null;
        }

        @Override
        public void close() {
            audio.close();
        }
    }
}
