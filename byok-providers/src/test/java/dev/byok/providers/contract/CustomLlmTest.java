package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatCompletion;
import dev.byok.providers.spec.Json;
import dev.byok.spi.Capability;
import dev.byok.spi.ChatClient;
import dev.byok.spi.Endpoint;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints of the customer's own: with a URL per call, with a base URL, with and without a token. */
final class CustomLlmTest {

    private static final Contract CONTRACT = Contract.of("custom-llm");

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chat/completions", "/agents/7/llm", "/chat/", "/llm?sig=a%2Fb&expires=1", "/?x=1"})
    void postsToTheUrlOfTheCallAsItIs(String target) throws IOException {
        replyStream();

        chat(perCall(SERVER.origin() + target)).send(ChatCase.BASIC.given(), ChatCase.MODEL, Loopback.context());

        RecordedRequest request = SERVER.taken();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo(target);
    }

    @Test
    void appendsThePathToABaseUrl() throws IOException {
        replyStream();

        SERVER.send(CONTRACT);

        assertThat(SERVER.taken().getTarget()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void sendsTheContractsBodyAlsoForAWholeAnswer() throws IOException {
        replyStream();

        ChatCompletion completion = chat(perCall(SERVER.origin() + "/llm"))
                .send(
                        ChatCase.BASIC.given().toBuilder()
                                .temperature(0.7)
                                .maxTokens(2048)
                                .build(),
                        "your-model-name",
                        Loopback.context());

        JsonNode body = Json.read(SERVER.taken().getBody().toByteArray());
        assertThat(body)
                .isEqualTo(Json.readOrNull("{\"model\":\"your-model-name\","
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}],"
                        + "\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                        + "\"temperature\":0.7,\"max_tokens\":2048}"));
        assertThat(completion.text()).isEqualTo("Hello there!");
        assertThat(completion.usage().known()).isTrue();
    }

    @Test
    void sendsATokenOnlyWhenThereIsOne() throws IOException {
        replyStream();
        replyStream();

        chat(perCall(SERVER.origin() + "/llm")).send(ChatCase.BASIC.given(), ChatCase.MODEL, Loopback.context());
        SERVER.send(CONTRACT);

        assertThat(SERVER.taken().getHeaders().get("authorization")).isNull();
        assertThat(SERVER.taken().getHeaders().get("authorization")).isEqualTo("Bearer " + FakeKeys.of(CONTRACT));
    }

    @Test
    void needsAUrl() {
        assertThatThrownBy(() -> chat(perCall(null)).send(ChatCase.BASIC.given(), ChatCase.MODEL, Loopback.context()))
                .isInstanceOfSatisfying(
                        ByokException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION));
        assertThat(SERVER.untaken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://llm.example.com/v1",
                "https://127.0.0.1/v1",
                "https://llm.example.com/v1?a=<b>",
                "https://llm.example.com/v1?a=b#c",
                "https://user@llm.example.com/v1",
                "https://metadata.google.internal/v1",
                "wss2://llm.example.com"
            })
    void refusesOtherUrls(String url) {
        assertThatThrownBy(() -> chat(perCall(url)).send(ChatCase.BASIC.given(), ChatCase.MODEL, Loopback.context()))
                .isInstanceOfSatisfying(
                        ByokException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED));
    }

    @Test
    void hasAnOriginOnlyWithABaseUrl() {
        assertThat(SERVER.provider(CONTRACT).endpoint(Map.of())).isEqualTo(Endpoint.perCall());
        assertThat(SERVER.provider(CONTRACT)
                        .endpoint(Map.of("base_url", "https://LLM.example.com/v1/"))
                        .origin())
                .isEqualTo("https://llm.example.com");
    }

    @Test
    void hasNothingToAskWithoutABaseUrl() {
        ValidationResult result =
                SERVER.provider(CONTRACT).validator().validate(perCall(SERVER.origin() + "/llm"), Loopback.context());

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.code()).contains(ErrorCode.UNSUPPORTED_CAPABILITY);
        assertThat(SERVER.untaken()).isZero();
    }

    @Test
    void listsNoModelsWithoutABaseUrl() {
        assertThat(SERVER.provider(CONTRACT).clients().create(Capability.MODELS, perCall(SERVER.origin() + "/llm")))
                .isEmpty();
    }

    @Test
    void isContentWithTheListWhenThereIsNoToken() {
        SERVER.reply(HttpFile.readAll(CONTRACT.file("check", "valid.http")).get(0));

        ValidationResult result = SERVER.provider(CONTRACT)
                .validator()
                .validate(
                        ProviderCredential.builder("custom-llm")
                                .fields(Map.of("base_url", SERVER.origin() + "/v1"))
                                .build(),
                        Loopback.context());

        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(result.models()).hasSize(3);
        SERVER.taken();
        assertThat(SERVER.untaken()).isZero();
    }

    @Test
    void findsTheVersionThatIsMissingInABaseUrl() {
        SERVER.reply(HttpFile.read(CONTRACT.file("errors", "no-such-path.http")));
        HttpFile.readAll(CONTRACT.file("check", "valid.http")).forEach(SERVER::reply);

        ValidationResult result = SERVER.provider(CONTRACT)
                .validator()
                .validate(SERVER.credential(CONTRACT, SERVER.origin()), Loopback.context());

        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(result.suggestions()).isEqualTo(Map.of("base_url", SERVER.origin() + "/v1"));
    }

    // what answers there may be any service of the network that the operator let customers into
    @ParameterizedTest
    @CsvSource({
        "200, text/html",
        "200, application/json",
        "200, text/event-stream",
        "302, text/html",
        "401, text/html",
        "403, text/plain",
        "404, text/html",
        "404, text/plain",
        "500, text/plain",
        "502, application/octet-stream"
    })
    void passesNoPageOfAnInternalServiceOn(int status, String type) {
        String page = "<html>node-7.internal: admin password is hunter2</html>";
        ProviderCredential stored = SERVER.credential(CONTRACT);
        for (ProviderCredential credential : List.of(perCall(SERVER.origin() + "/admin"), stored)) {
            SERVER.reply(status, type, page);

            assertThatThrownBy(() -> chat(credential).send(ChatCase.BASIC.given(), ChatCase.MODEL, Loopback.context()))
                    .isInstanceOf(ByokException.class)
                    .hasNoCause()
                    .message()
                    .doesNotContain("node-7", "hunter2", "html");
            SERVER.taken();
        }
        SERVER.reply(status, type, page);
        SERVER.reply(status, type, page);
        SERVER.reply(status, type, page);
        ValidationResult tested = SERVER.provider(CONTRACT).validator().validate(stored, Loopback.context());
        assertThat(tested.toString()).doesNotContain("node-7", "hunter2", "html");
        SERVER.reset();
    }

    private static void replyStream() throws IOException {
        SERVER.replyStream(StreamContractTest.stream(CONTRACT, ChatCase.STREAM.folder()));
    }

    private static ProviderCredential perCall(String url) {
        return ProviderCredential.builder("custom-llm").callUrl(url).build();
    }

    private static ChatClient chat(ProviderCredential credential) {
        return SERVER.provider(CONTRACT)
                .clients()
                .create(Capability.CHAT, credential)
                .orElseThrow();
    }
}
