package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.models.Model;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that nobody here wrote: OpenAI's own library and LangChain4j, unmodified, with a tenant's token as the key. */
class OpenAiClientTest {

    private static final String KEY = "sk-FAKE-000000000000000000001";

    @TempDir
    Path home;

    private StubVendor vendor;
    private StubVendor second;
    private RunningGateway gateway;
    private OpenAIClient client;

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor(KEY);
        second = new StubVendor(KEY);
        gateway = new RunningGateway(home, vendor, second);
        gateway.connect(RunningGateway.ACME, "openai", "OpenAI", KEY, vendor);
        gateway.connect(RunningGateway.ACME, "groq", "Groq", KEY, second);
        client = client(RunningGateway.ACME);
    }

    private OpenAIClient client(String token) {
        return client(token, gateway);
    }

    private static OpenAIClient client(String token, RunningGateway at) {
        return OpenAIOkHttpClient.builder()
                .apiKey(token)
                .baseUrl(at.address() + "/v1")
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
        vendor.close();
        second.close();
    }

    private static ChatCompletionCreateParams.Builder asking(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("Say hello.");
    }

    @Test
    void chats() {
        ChatCompletion answer = client.chat()
                .completions()
                .create(asking("openai/gpt-4o")
                        .maxCompletionTokens(50)
                        .temperature(0.2)
                        .build());

        assertThat(answer.choices().get(0).message().content()).contains("Hello.");
        assertThat(answer.model()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(11);
        assertThat(RunningGateway.json(vendor.bodies().get(0)).path("model").asText())
                .isEqualTo("gpt-4o");
    }

    @Test
    void tellsWhoServedInHeaders() {
        RunningGateway.Answer answer = gateway.post(
                RunningGateway.ACME,
                "/v1/chat/completions",
                "{\"model\":\"openai/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThat(answer.header("x-byok-provider")).isEqualTo("openai");
        assertThat(answer.header("x-byok-model")).isEqualTo("gpt-4o");
        assertThat(answer.header("x-byok-source")).isEqualTo("own_key");
        assertThat(answer.header("x-byok-credential")).startsWith("tp_");
        assertThat(answer.header("x-byok-attempts")).isEqualTo("1");
    }

    /** The vendor says its second word when the client has heard the first: a gateway that waits would wait for ever. */
    @Test
    void streamsPiecesAsTheyCome() throws Exception {
        List<String> texts = new ArrayList<>();
        List<Long> tokens = new ArrayList<>();
        try (PatientVendor patient = new PatientVendor();
                RunningGateway other = new RunningGateway(
                        home.resolve("patient"),
                        Clock.systemUTC(),
                        Map.of("BYOK_ALLOWED_ORIGINS", patient.origin()))) {
            other.connect(RunningGateway.ACME, "openai", "OpenAI", KEY, patient.origin() + "/v1");
            OpenAIClient patientClient = client(RunningGateway.ACME, other);
            try (StreamResponse<ChatCompletionChunk> stream = patientClient
                    .chat()
                    .completions()
                    .createStreaming(asking("openai/gpt-4o")
                            .streamOptions(ChatCompletionStreamOptions.builder()
                                    .includeUsage(true)
                                    .build())
                            .build())) {
                stream.stream().forEach(chunk -> {
                    chunk.usage().ifPresent(usage -> tokens.add(usage.totalTokens()));
                    chunk.choices().forEach(choice -> choice.delta().content().ifPresent(text -> {
                        texts.add(text);
                        patient.goOn();
                    }));
                });
            }
            patientClient.close();
        }

        assertThat(texts).containsExactly("One ", "two ", "three");
        assertThat(tokens).containsExactly(12L);
    }

    @Test
    void passesToolCallsOn() {
        vendor.chat(StubVendor.json(200, """
                {"id":"c","object":"chat.completion","created":1,"model":"gpt-4o","choices":[{"index":0,"message":
                 {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",
                  "function":{"name":"weather","arguments":"{\\"city\\":\\"Berlin\\"}"}}]},
                 "finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
                """));

        ChatCompletion answer = client.chat()
                .completions()
                .create(asking("openai/gpt-4o")
                        .addTool(ChatCompletionFunctionTool.builder()
                                .function(FunctionDefinition.builder()
                                        .name("weather")
                                        .description("Tells the weather.")
                                        .parameters(FunctionParameters.builder()
                                                .putAdditionalProperty("type", JsonValue.from("object"))
                                                .putAdditionalProperty(
                                                        "properties",
                                                        JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                                .build())
                                        .build())
                                .build())
                        .build());

        assertThat(answer.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        assertThat(answer.choices()
                        .get(0)
                        .message()
                        .toolCalls()
                        .orElseThrow()
                        .get(0)
                        .asFunction()
                        .function())
                .satisfies(function -> {
                    assertThat(function.name()).isEqualTo("weather");
                    assertThat(function.arguments()).isEqualTo("{\"city\":\"Berlin\"}");
                });
        assertThat(RunningGateway.json(vendor.bodies().get(0))
                        .at("/tools/0/function/parameters/properties/city/type")
                        .asText())
                .isEqualTo("string");
    }

    @Test
    void asksForJson() {
        client.chat()
                .completions()
                .create(asking("openai/gpt-4o")
                        .responseFormat(ResponseFormatJsonObject.builder().build())
                        .build());

        assertThat(RunningGateway.json(vendor.bodies().get(0))
                        .at("/response_format/type")
                        .asText())
                .isEqualTo("json_object");
    }

    @Test
    void listsTheModelsOfEveryKey() {
        List<String> ids = client.models().list().data().stream().map(Model::id).collect(Collectors.toList());

        assertThat(ids)
                .containsExactlyInAnyOrder("openai/gpt-4o", "openai/gpt-4o-mini", "groq/gpt-4o", "groq/gpt-4o-mini");
        assertThat(gateway.get(RunningGateway.ACME, "/v1/models?q=mini").json().path("data"))
                .hasSize(2);
    }

    @Test
    void fallsBackAndTellsItInTheUsageLog() {
        vendor.chat(StubVendor.overloaded());

        ChatCompletion answer = client.chat()
                .completions()
                .create(asking("openai/gpt-4o")
                        .putAdditionalBodyProperty(
                                "byok", JsonValue.from(Map.of("fallbacks", List.of("groq/gpt-4o-mini"))))
                        .build());

        assertThat(answer.choices().get(0).message().content()).contains("Hello.");
        assertThatObject(gateway.get(RunningGateway.ACME, "/v1/usage?limit=2")
                        .json()
                        .path("data"))
                .satisfies(rows -> {
                    assertThat(rows.path(0).path("provider").asText()).isEqualTo("groq");
                    assertThat(rows.path(0).path("outcome").asText()).isEqualTo("served");
                    assertThat(rows.path(1).path("provider").asText()).isEqualTo("openai");
                    assertThat(rows.path(1).path("outcome").asText()).isEqualTo("provider_unavailable");
                });
    }

    @Test
    void throwsWhatTheClientKnows() {
        vendor.accept("sk-FAKE-revoked-0000000000000");

        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(asking("openai/gpt-4o").build()))
                .isInstanceOfSatisfying(UnauthorizedException.class, failure -> {
                    assertThat(failure.code()).contains("BYOK_AUTH_FAILED");
                    assertThat(failure.getMessage()).doesNotContain(KEY);
                });
        OpenAIClient stranger = client("a-strangers-token");
        assertThatThrownBy(() -> stranger.models().list()).isInstanceOf(UnauthorizedException.class);
        stranger.close();
    }

    @Test
    void anErrorInsideAStreamReachesTheClient() {
        vendor.chat(new mockwebserver3.MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .body("data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hal\"}}]}\n\n")
                .build());

        assertThatThrownBy(() -> {
                    try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                            .completions()
                            .createStreaming(asking("openai/gpt-4o").build())) {
                        stream.stream().forEach(chunk -> {});
                    }
                })
                .hasMessageContaining("ended the stream before the answer was complete");
    }

    @Test
    void servesLangChain4j() {
        OpenAiChatModel model = OpenAiChatModel.builder()
                .apiKey(RunningGateway.ACME)
                .baseUrl(gateway.address() + "/v1")
                .modelName("groq/llama-3.3-70b-versatile")
                .maxRetries(0)
                .build();

        assertThat(model.chat("Say hello.")).isEqualTo("Hello.");
        assertThat(RunningGateway.json(second.bodies().get(0)).path("model").asText())
                .isEqualTo("llama-3.3-70b-versatile");
    }
}
