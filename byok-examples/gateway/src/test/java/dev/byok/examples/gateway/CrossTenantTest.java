package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.examples.gateway.RunningGateway.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever route another tenant takes, with ids that it should not know, it sees nothing and changes nothing. */
class CrossTenantTest {

    private static final String KEY = "sk-FAKE-000000000000000000001";

    @TempDir
    Path home;

    private StubVendor vendor;
    private RunningGateway gateway;
    private String id;
    private JsonNode before;

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor(KEY);
        gateway = new RunningGateway(home, vendor);
        id = gateway.connect(RunningGateway.ACME, "openai", "Acme", KEY, vendor);
        gateway.send(RunningGateway.ACME, "PUT", "/v1/agents/support", "{}");
        gateway.post(
                RunningGateway.ACME,
                "/v1/chat/completions",
                "{\"model\":\"openai/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        before = gateway.get(RunningGateway.ACME, "/v1/providers").json();
    }

    @AfterEach
    void stop() {
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /v1/providers/ID            |                             | 404
            POST   | /v1/providers/ID/test       | {}                          | 404
            PATCH  | /v1/providers/ID            | {"label":"Taken over"}      | 404
            PATCH  | /v1/providers/ID            | {"enabled":false}           | 404
            PATCH  | /v1/providers/ID            | {"default":true}            | 404
            PATCH  | /v1/providers/ID            | {"base_url":"https://evil.example.com/v1"} | 404
            DELETE | /v1/providers/ID            |                             | 404
            DELETE | /v1/providers/ID?purge=true |                             | 404
            GET    | /v1/providers/openai        |                             | 404
            POST   | /v1/providers/openai/test   | {}                          | 404
            PATCH  | /v1/providers/openai        | {"label":"Taken over"}      | 404
            DELETE | /v1/providers/openai        |                             | 404
            DELETE | /v1/api-keys/openai         |                             | 204
            POST   | /v1/chat/completions        | {"model":"openai/gpt-4o","messages":[{"role":"user","content":"Hi"}]} | 403
            GET    | /v1/agents/support          |                             | 404
            DELETE | /v1/agents/support          |                             | 404
            POST   | /v1/chat/completions        | {"messages":[{"role":"user","content":"Hi"}],"byok":{"credential":"ID"}} | 404
            POST   | /v1/audio/speech            | {"model":"openai/tts-1","voice":"alloy","input":"Hi"} | 403
            POST   | /v1/voice-providers/elevenlabs/sync | {}                  | 403
            POST   | /v1/messages                | {"provider":"telegram","to":"1","text":"Hi"} | 403
\1/gpt-4o","messages":[{"role":"user","content":"Hi"}]} | 403
            """)
    void anotherTenantReachesNothing(String method, String path, String body, int status) {
        int requests = vendor.paths().size();

        Answer answer = gateway.send(RunningGateway.GLOBEX, method, path.replace("ID", id), body == null ? null : body.replace("ID", id));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).doesNotContain("Acme", "own_key");
        assertThat(gateway.get(RunningGateway.ACME, "/v1/providers").json()).isEqualTo(before);
        assertThat(vendor.paths()).hasSize(requests);
    }

    @Test
    void settingsOfAnotherTenantStay() {
        String acme = "{\"starredModels\":[\"openai/gpt-4o\"]}";
        gateway.send(RunningGateway.ACME, "PATCH", "/v1/settings", acme);
        gateway.send(RunningGateway.GLOBEX, "PATCH", "/v1/settings", "{\"starredModels\":[\"groq/llama\"]}");

        assertThat(gateway.get(RunningGateway.ACME, "/v1/settings").text()).isEqualTo("{\"data\":" + acme + "}");
        assertThat(gateway.get(RunningGateway.GLOBEX, "/dashboard/account/config").text())
                .doesNotContain("sk-F");
    }

    @Test
    void listsOfAnotherTenantAreEmpty() {
        for (String path : new String[] {"/v1/providers", "/v1/models", "/v1/usage"}) {
            assertThat(gateway.get(RunningGateway.GLOBEX, path).json().path("data"))
                    .as(path)
                    .isEmpty();
            assertThat(gateway.get(RunningGateway.ACME, path).json().path("data"))
                    .as(path)
                    .isNotEmpty();
        }
    }
}
