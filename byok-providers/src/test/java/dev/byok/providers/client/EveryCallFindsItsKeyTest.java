package dev.byok.providers.client;

import static dev.byok.providers.http.ScriptedServer.reply;
import static dev.byok.providers.http.ScriptedServer.streamHead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatStream;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.Secret;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.routing.RetryPolicy;
import dev.byok.speech.AudioFormat;
import dev.byok.spi.ProviderCredential;
import dev.byok.store.InMemoryKeyStore;
import dev.byok.transcription.AudioFile;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Field lesson T07: keys of customers served chats, and nothing else. Here each kind of call is asked for three tenants. */
@Timeout(60)
final class EveryCallFindsItsKeyTest {

    private static final String JSON = "Content-Type: application/json";
    private static final String DELTA = "data: {\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":"
            + "{\"content\":\"Hi.\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    /** The kinds of calls that there are; what they send to, and what is answered. */
    private enum Kind {
        CHAT(
                "openai",
                "POST /v1/chat/completions ",
                json("""
                {"id":"1","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi."},
                 "finish_reason":"stop"}]}"""),
                tenant -> tenant.chat().model("openai/m").user("Hi").send()),
        CHAT_STREAM("openai", "POST /v1/chat/completions ", streamHead() + DELTA, Kind::stream),
        MODELS("openai", "GET /v1/models ", json("{\"data\":[{\"id\":\"m\"}]}"), tenant -> tenant.models("openai")),
        SPEECH(
                "openai",
                "POST /v1/audio/speech ",
                reply("200 OK", "FAKE", "Content-Type: audio/pcm"),
                tenant -> tenant.speech()
                        .model("openai/m")
                        .voice("alloy")
                        .format(AudioFormat.PCM_24000)
                        .text("Hi")
                        .send()),
        TRANSCRIPTION(
                "openai",
                "POST /v1/audio/transcriptions ",
                json("{\"text\":\"Hi\"}"),
                tenant -> tenant.transcription()
                        .model("openai/gpt-4o-mini-transcribe")
                        .audio(AudioFile.of(new byte[] {1, 2, 3, 4}, "a.mp3", "audio/mpeg"))
                        .send()),
        MESSAGE(
                "whatsapp",
                "POST /v1/v25.0/106540352242922/messages ",
                json("{\"contacts\":[{\"wa_id\":\"49170\"}],\"messages\":[{\"id\":\"wamid.FAKE\"}]}"),
                tenant -> tenant.messages()
                        .provider("whatsapp")
                        .to("+491701234567")
                        .text("Hi")
                        .send());

        private final String provider;
        private final String line;
        private final String answer;
        private final Consumer<Tenant> call;

        Kind(String provider, String line, String answer, Consumer<Tenant> call) {
            this.provider = provider;
            this.line = line;
            this.answer = answer;
            this.call = call;
        }

        private static String json(String body) {
            return reply("200 OK", body, JSON);
        }

        private static void stream(Tenant tenant) {
            try (ChatStream stream = tenant.chat().model("openai/m").user("Hi").stream()) {
                stream.toResponse();
            }
        }
    }

    private ScriptedServer vendor;
    private Providers providers;
    private ByokClient client;
    private volatile String answer = "";

    @BeforeEach
    void start() throws IOException {
        // each connection serves one call, so that a stream may end with it
        vendor = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send(answer.replaceFirst("\r\n", "\r\nConnection: close\r\n"));
        });
        providers = Providers.builder()
                .endpointPolicy(EndpointPolicy.publicHttps().allowOrigin(vendor.url()))
                .build();
        client = ByokClient.builder()
                .providers(providers)
                .keyStore(new InMemoryKeyStore())
                .sealer(new MemorySealer())
                .retries(RetryPolicy.NONE)
                .build();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        providers.close();
        vendor.close();
    }

    @ParameterizedTest
    @EnumSource
    void ofItsOwnTenantAndOfNobodyElse(Kind kind) {
        answer = kind.answer;
        Tenant acme = connect("acme", kind);
        Tenant globex = connect("globex", kind);

        kind.call.accept(acme);
        kind.call.accept(globex);
        ByokException without =
                catchThrowableOfType(ByokException.class, () -> kind.call.accept(client.tenant("initech")));

        assertThat(without.code()).isEqualTo(ErrorCode.NO_API_KEY);
        assertThat(vendor.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request).startsWith(kind.line));
        assertThat(vendor.requests().get(0)).contains("Bearer " + key("acme")).doesNotContain(key("globex"));
        assertThat(vendor.requests().get(1)).contains("Bearer " + key("globex")).doesNotContain(key("acme"));
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatComesAlongServesItAndIsStoredNowhere(Kind kind) {
        answer = kind.answer;
        Tenant acme = connect("acme", kind);
        try (ProviderCredential passed = passed(kind)) {
            kind.call.accept(client.tenant("initech").with(passed));
            kind.call.accept(acme.with(passed));
        }

        assertThat(vendor.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request).contains("Bearer " + key("passed")));
        assertThat(client.tenant("initech").credentials().list()).isEmpty();
    }

    private Tenant connect(String name, Kind kind) {
        Tenant tenant = client.tenant(name);
        CredentialInput input = CredentialInput.of(kind.provider).field("base_url", vendor.url() + "/v1");
        tenant.credentials()
                .connect(
                        kind == Kind.MESSAGE
                                ? input.field("access_token", key(name)).field("phone_number_id", "106540352242922")
                                : input.field("api_key", key(name)));
        return tenant;
    }

    private ProviderCredential passed(Kind kind) {
        String url = vendor.url() + "/v1";
        ProviderCredential.Builder credential = ProviderCredential.builder(kind.provider);
        return kind == Kind.MESSAGE
                ? credential
                        .fields(Map.of("base_url", url, "phone_number_id", "106540352242922"))
                        .secret("access_token", Secret.of(key("passed")))
                        .build()
                : credential
                        .fields(Map.of("base_url", url))
                        .secret("api_key", Secret.of(key("passed")))
                        .build();
    }

    private static String key(String tenant) {
        return "EAA-FAKE-" + tenant + "-Xq7Zr2Lm9Xw4Tn8Vb3Kd6Hs1Pf5Gj0Cy";
    }
}
