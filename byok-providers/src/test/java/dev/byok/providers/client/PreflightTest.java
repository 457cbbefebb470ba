package dev.byok.providers.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokClient;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.routing.ConversationPlan;
import dev.byok.routing.LegVerdict;
import dev.byok.routing.LegVerdict.Problem;
import dev.byok.speech.AudioFormat;
import dev.byok.store.InMemoryKeyStore;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole conversation is checked, its formats by the vendors' own rules, and nothing is sent. */
final class PreflightTest {

    private ScriptedServer vendor;
    private Providers providers;
    private ByokClient client;
    private Tenant acme;

    @BeforeEach
    void connect() throws IOException {
        vendor = ScriptedServer.answering("");
        providers = Providers.builder()
                .endpointPolicy(EndpointPolicy.publicHttps().allowOrigin(vendor.url()))
                .build();
        client = ByokClient.builder()
                .providers(providers)
                .keyStore(new InMemoryKeyStore())
                .sealer(new MemorySealer())
                .build();
        acme = client.tenant("acme");
        for (String provider : List.of("openai", "deepgram", "groq")) {
            acme.credentials()
                    .connect(CredentialInput.of(provider)
                            .field("api_key", "sk-FAKE-" + provider + "-Xq7Zr2Lm9Xw4Tn8Vb3Kd6Hs1Pf5Gj0Cy")
                            .field("base_url", vendor.url()));
        }
    }

    @AfterEach
    void nothingWasSent() throws IOException {
        client.close();
        providers.close();
        vendor.close();
        assertThat(vendor.connections()).isZero();
    }

    @Test
    void aConversationThatFitsIsReady() {
        assertThat(check(AudioFormat.PCM_16000, AudioFormat.PCM_24000))
                .hasSize(3)
                .allSatisfy(verdict ->
                        assertThat(verdict.isReady()).as(verdict.toString()).isTrue());
    }

    // samples become what was asked for, but nothing here writes MP3
    @Test
    void aFormatThatAVendorNeitherHearsNorSpeaksIsAProblemOfItsLeg() {
        List<LegVerdict> verdicts = check(AudioFormat.MP3, AudioFormat.MP3);

        assertThat(verdicts).extracting(LegVerdict::isReady).containsExactly(true, false, false);
        assertThat(verdicts.subList(1, 3))
                .allSatisfy(verdict -> assertThat(verdict.problems())
                        .extracting(Problem::code)
                        .containsExactly(ErrorCode.INVALID_REQUEST));
    }

    private List<LegVerdict> check(AudioFormat heard, AudioFormat spoken) {
        return acme.preflight(ConversationPlan.builder()
                .llm("openai/gpt-4o")
                .transcription("deepgram/nova-3", heard)
                .speech("groq/canopylabs/orpheus-v1-english", spoken)
                .build());
    }
}
