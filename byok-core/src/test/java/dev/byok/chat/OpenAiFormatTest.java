package dev.byok.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.testkit.Failures;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiFormatTest {

    private static final Instant MADE = Instant.ofEpochSecond(1_763_740_800);

    // the members of OpenAI's API reference, "Create chat completion"
    private static final String WHOLE = """
            {
              "model": "openai/gpt-4o",
              "messages": [
                {"role": "developer", "content": [{"type": "text", "text": "Be "}, {"type": "text", "text": "brief."}]},
                {"role": "user", "content": [
                  {"type": "text", "text": "What is this?"},
                  {"type": "image_url", "image_url": {"url": "https://example.com/cat.png", "detail": "low"}},
                  {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}]},
                {"role": "assistant", "content": null, "tool_calls": [
                  {"id": "call_1", "type": "function", "function": {"name": "look_up", "arguments": "{\\"q\\":1}"}}]},
                {"role": "tool", "tool_call_id": "call_1", "content": "a cat"},
                {"role": "user", "content": "Sure?", "name": "Ann"}
              ],
              "tools": [{"type": "function", "function": {
                "name": "look_up", "description": "Looks up.", "strict": true,
                "parameters": {"type": "object", "properties": {"q": {"type": "number"}}}}}],
              "tool_choice": {"type": "function", "function": {"name": "look_up"}},
              "response_format": {"type": "json_schema", "json_schema": {
                "name": "animal", "strict": true, "schema": {"type": "object"}}},
              "temperature": 0.5, "top_p": 0.9, "stop": ["END", "."], "max_tokens": 5, "max_completion_tokens": 100,
              "seed": 7, "reasoning_effort": "high", "n": 1, "stream": true,
              "stream_options": {"include_usage": true},
              "user": null, "top_k": 40, "logit_bias": {"50256": -100.5}, "byok": {"fallbacks": ["groq/llama"]}
            }
            """;

    @Test
    void readsEveryMemberThatARequestHas() {
        OpenAiFormat.Request read = OpenAiFormat.readRequest(WHOLE, "byok");

        ChatRequest request = read.request();
        assertThat(read.model()).contains("openai/gpt-4o");
        assertThat(read.stream()).isTrue();
        assertThat(read.streamUsage()).isTrue();
        assertThat(read.own()).isEqualTo(Map.of("byok", Map.of("fallbacks", List.of("groq/llama"))));
        assertThat(request.messages())
                .containsExactly(
                        Message.system("Be brief."),
                        Message.user(List.of(
                                Part.text("What is this?"),
                                Part.imageUrl("https://example.com/cat.png"),
                                new Part.ImageData("image/png", "iVBORw0KGgo="))),
                        Message.assistant(null, List.of(new ToolCall("call_1", "look_up", "{\"q\":1}"))),
                        Message.tool("call_1", "a cat"),
                        Message.user("Sure?"));
        assertThat(request.tools())
                .containsExactly(new Tool(
                        "look_up", "Looks up.", "{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"number\"}}}"));
        assertThat(request.toolChoice()).contains(ToolChoice.of("look_up"));
        assertThat(request.responseFormat()).isEqualTo(ResponseFormat.jsonSchema("animal", "{\"type\":\"object\"}"));
        assertThat(request.temperature()).hasValue(0.5);
        assertThat(request.topP()).hasValue(0.9);
        assertThat(request.stop()).containsExactly("END", ".");
        assertThat(request.maxTokens()).hasValue(100);
        assertThat(request.seed()).hasValue(7);
        assertThat(request.reasoningEffort()).contains(ReasoningEffort.HIGH);
        assertThat(request.extra())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("top_k", 40, "logit_bias", Map.of("50256", new BigDecimal("-100.5"))));
    }

    @Test
    void takesMembersThatNobodyCalledTheirOwnForTheVendors() {
        OpenAiFormat.Request read = OpenAiFormat.readRequest(
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"byok\":{\"background\":true}}");

        assertThat(read.model()).isEmpty();
        assertThat(read.stream()).isFalse();
        assertThat(read.own()).isEmpty();
        assertThat(read.request().extra()).isEqualTo(Map.of("byok", Map.of("background", true)));
    }

    @Test
    void givesAToolWithoutParametersAnEmptySchema() {
        OpenAiFormat.Request read = OpenAiFormat.readRequest("""
                {"messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{"name":"now"}}]}
                """);

        assertThat(read.request().tools())
                .containsExactly(new Tool("now", null, "{\"type\":\"object\",\"properties\":{}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1]                                                                        | the body is not a JSON object
            {"model":                                                                  | the body is no JSON
            {"model":"a","model":"b","messages":[]}                                    | the body is no JSON
            {"messages":"VALUE"}                                                       | messages is missing or not a list
            {"messages":[]}                                                            | at least one message
            {"messages":[{"content":"VALUE"}]}                                         | messages[0].role is missing
            {"messages":[{"role":"VALUE","content":"x"}]}                              | messages[0].role is none of
            {"messages":[{"role":"user"}]}                                             | messages[0].content is missing
            {"messages":[{"role":"user","content":[]}]}                                | messages[0].content is missing
            {"messages":[{"role":"user","content":[{"type":"VALUE"}]}]}                | messages[0].content[0].type is neither
            {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"http://VALUE"}}]}]} | is neither an https URL nor
            {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,VALUE!"}}]}]} | is a data URL, but not
            {"messages":[{"role":"tool","content":"VALUE"}]}                           | messages[0].tool_call_id is missing
            {"messages":[{"role":"assistant"}]}                                        | messages[0].content is missing
            {"messages":[{"role":"user","content":"x"}],"temperature":"VALUE"}         | temperature is not a number
            {"messages":[{"role":"user","content":"x"}],"temperature":9}               | temperature is from 0.0 to 2.0
            {"messages":[{"role":"user","content":"x"}],"max_tokens":1.5}              | max_tokens is not a whole number
            {"messages":[{"role":"user","content":"x"}],"n":2}                         | n is not 1
            {"messages":[{"role":"user","content":"x"}],"stop":[1]}                    | stop is neither
            {"messages":[{"role":"user","content":"x"}],"stream":"VALUE"}              | stream is neither true nor false
            {"messages":[{"role":"user","content":"x"}],"tool_choice":"required"}      | a tool choice needs tools
            {"messages":[{"role":"user","content":"x"}],"reasoning_effort":"VALUE"}    | reasoning_effort is none of
            {"messages":[{"role":"user","content":"x"}],"response_format":{"type":"VALUE"}} | response_format.type is none of
            {"messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema","json_schema":{"name":"a"}}} | json_schema.schema is missing
            {"messages":[{"role":"user","content":"x"}],"tools":[{"function":{"name":"f","parameters":"VALUE"}}]} | tools[0].function.parameters is not
            """)
    void namesTheMemberThatItCannotReadAndNotItsValue(String body, String message) {
        ByokException failure = Failures.expect(ErrorCode.INVALID_REQUEST, () -> OpenAiFormat.readRequest(body));

        assertThat(failure.summary()).contains(message).doesNotContain("VALUE");
        assertThat(failure.hint()).isPresent();
    }

    @Test
    void readsWhatItWrote() {
        ChatRequest request = OpenAiFormat.readRequest(WHOLE, "byok").request();

        OpenAiFormat.Request again = OpenAiFormat.readRequest(OpenAiFormat.writeRequest("gpt-4o", request, true));

        assertThat(again.model()).contains("gpt-4o");
        assertThat(again.stream()).isTrue();
        assertThat(again.request()).usingRecursiveComparison().isEqualTo(request);
    }

    @Test
    void writesOnlyWhatARequestSays() {
        ChatRequest request = ChatRequest.builder().message(Message.user("Hi")).build();

        assertThat(OpenAiFormat.writeRequest("m", request, false))
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    @Test
    void refusesToWriteASchemaThatIsNone() {
        ChatRequest request = ChatRequest.builder()
                .message(Message.user("Hi"))
                .tool(new Tool("f", null, "no schema"))
                .build();

        Failures.expect(ErrorCode.INVALID_REQUEST, () -> OpenAiFormat.writeRequest("m", request, false));
    }

    @Test
    void writesAWholeAnswer() {
        ChatCompletion answer = new ChatCompletion(
                "chatcmpl-1", "gpt-4o", "Hello", "", List.of(), FinishReason.STOP, new Usage(9, 2, 0, 3, 1, true));

        assertThat(json(OpenAiFormat.writeCompletion(answer, MADE))).isEqualTo(json("""
                {"id":"chatcmpl-1","object":"chat.completion","created":1763740800,"model":"gpt-4o",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"Hello","refusal":null},
                             "finish_reason":"stop","logprobs":null}],
                 "usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12,
                          "prompt_tokens_details":{"cached_tokens":2},
                          "completion_tokens_details":{"reasoning_tokens":1}}}
                """));
    }

    @Test
    void writesToolCallsWithoutAText() {
        ChatCompletion answer = new ChatCompletion(
                null,
                null,
                "",
                "thinking",
                List.of(new ToolCall("call_1", "now", "{}")),
                FinishReason.TOOL_CALLS,
                Usage.UNKNOWN);

        JsonNode choice =
                json(OpenAiFormat.writeCompletion(answer, MADE)).path("choices").path(0);

        assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(choice.path("message")).isEqualTo(json("""
                {"role":"assistant","content":null,"refusal":null,"reasoning_content":"thinking",
                 "tool_calls":[{"id":"call_1","type":"function","function":{"name":"now","arguments":"{}"}}]}
                """));
    }

    @Test
    void writesAStreamPieceByPiece() {
        OpenAiFormat.Chunks chunks = OpenAiFormat.chunks(MADE);

        assertThat(chunks.write(new ChatEvent.Started("c1", "gpt-4o"))).isEmpty();
        assertThat(chunks.write(new ChatEvent.Text("Hel")))
                .hasValueSatisfying(chunk -> assertThat(json(chunk)).isEqualTo(json("""
                        {"id":"c1","object":"chat.completion.chunk","created":1763740800,"model":"gpt-4o",
                         "choices":[{"index":0,"delta":{"role":"assistant","content":"Hel"},"finish_reason":null}]}
                        """)));
        assertThat(choice(chunks, new ChatEvent.ToolCallDelta(0, "call_1", "now", "")))
                .isEqualTo(json("""
                        {"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function",
                         "function":{"name":"now","arguments":""}}]},"finish_reason":null}
                        """));
        assertThat(choice(chunks, new ChatEvent.ToolCallDelta(0, null, null, "{}")))
                .isEqualTo(json("""
                        {"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]},
                         "finish_reason":null}
                        """));
        assertThat(choice(chunks, new ChatEvent.Finished(FinishReason.LENGTH)))
                .isEqualTo(json("{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}"));
        assertThat(chunks.writeUsage()).isEmpty();
        assertThat(chunks.write(new ChatEvent.UsageReported(new Usage(4, 0, 0, 5, 0, true))))
                .isEmpty();
        assertThat(chunks.writeUsage()).hasValueSatisfying(chunk -> {
            assertThat(json(chunk).path("choices")).isEmpty();
            assertThat(json(chunk).path("usage").path("total_tokens").asInt()).isEqualTo(9);
        });
    }

    @Test
    void writesAnErrorWithTheCodeOfThisLibrary() {
        ByokException failure = ByokException.of(ErrorCode.AUTH_FAILED, "The key is wrong.")
                .hint("check copy and paste")
                .build();

        assertThat(json(OpenAiFormat.writeError(failure))).isEqualTo(json("""
                {"error":{"message":"The key is wrong. (check copy and paste)","type":"authentication_error",
                          "param":null,"code":"BYOK_AUTH_FAILED"}}
                """));
    }

    private static JsonNode choice(OpenAiFormat.Chunks chunks, ChatEvent event) {
        return json(chunks.write(event).orElseThrow()).path("choices").path(0);
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.builder().build().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
