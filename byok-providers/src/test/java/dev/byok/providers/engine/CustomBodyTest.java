package dev.byok.providers.engine;

import static dev.byok.providers.http.ScriptedServer.reply;
import static dev.byok.providers.http.TestVendors.KEY;
import static dev.byok.providers.http.TestVendors.acme;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.credential;
import static dev.byok.providers.http.TestVendors.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.providers.http.Target;
import dev.byok.providers.http.Transport;
import dev.byok.providers.http.Urls;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters that a customer stored with a key, in the requests that leave the machine. */
@Timeout(60)
class CustomBodyTest {

    private static final ChatDialect DIALECT = OpenAiChat.with(OpenAiQuirks.none());
    private static final ChatRequest REQUEST = ChatRequest.builder()
            .message(Message.user("Hi"))
            .temperature(0.2)
            .extra("top_k", 7)
            .build();
    private static final String ANSWER = "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"message\":"
            + "{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}";

    private final Transport transport = new Transport(new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT);

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void areAddedToWholeAndStreamedRequests() throws IOException {
        for (boolean streamed : new boolean[] {false, true}) {
            JsonNode body = sent("{\"min_p\":0.05,\"provider\":{\"order\":[\"a\"]}}", streamed);

            assertThat(body.get("min_p").doubleValue()).isEqualTo(0.05);
            assertThat(body.get("provider").toString()).isEqualTo("{\"order\":[\"a\"]}");
            assertThat(body.get("model").textValue()).isEqualTo("gpt-4o");
            assertThat(body.get("messages")).hasSize(1);
        }
    }

    @Test
    void giveWayToWhatTheCallItselfSets() throws IOException {
        JsonNode body = sent("{\"temperature\":1.9,\"top_k\":50,\"seed\":3}", false);

        assertThat(body.get("temperature").doubleValue()).isEqualTo(0.2);
        assertThat(body.get("top_k").intValue()).isEqualTo(7);
        assertThat(body.get("seed").intValue()).isEqualTo(3);
    }

    // a server that reads names without regard to case would take the last one
    @Test
    void giveWayHoweverTheyAreSpelt() throws IOException {
        JsonNode body = sent("{\"Temperature\":1.9,\"TOP_K\":50,\"top_\u212a\":50}", false);

        assertThat(body.has("Temperature")).isFalse();
        assertThat(body.has("TOP_K")).isFalse();
        assertThat(body.has("top_\u212a")).isFalse();
    }

    // checked when they were saved; but not only this library writes to databases
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"FAKE\"}",
                "{\"Messages\":[]}",
                "{\"\u017ftream\":true}",
                "{\"api_key\":\"FAKE\"}",
                "[\"FAKE\"]",
                "\"FAKE\"",
                "{\"a\":",
                ""
            })
    void areRefusedWhenTheyAreSentAlthoughNobodyMaySetThem(String stored) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(reply("200 OK", ANSWER))) {
            for (boolean streamed : new boolean[] {false, true}) {
                ByokException refused = failure(() -> send(server, stored, streamed));

                assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION);
                assertThat(refused.credentialId()).contains("cred_1");
                assertThat(refused.hint()).contains("enter the field custom_body again");
                assertThat(refused.getMessage()).doesNotContain("FAKE");
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    private JsonNode sent(String custom, boolean streamed) throws IOException {
        try (ScriptedServer server =
                ScriptedServer.answering(reply("200 OK", ANSWER, "Content-Type: application/json"))) {
            send(server, custom, streamed);
            String request = server.requests().get(0);
            String body = request.substring(request.indexOf("\r\n\r\n") + 4);
            return Json.read(body.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void send(ScriptedServer server, String custom, boolean streamed) {
        Target target = new Target(
                acme().baseUrl(server.url()).chat(DIALECT).build(),
                credential(KEY).fields(Map.of("custom_body", custom)).build());
        VendorChatClient client = new VendorChatClient(target, transport, DIALECT);
        if (streamed) {
            client.stream(REQUEST, "gpt-4o", context()).close();
        } else {
            client.send(REQUEST, "gpt-4o", context());
        }
    }
}
