package dev.byok.providers.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolCall;
import dev.byok.chat.ToolChoice;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the contract's cases leave open. */
final class AnthropicChatTest {

    @Test
    void refusesATemperatureAboveOne() {
        assertThatThrownBy(() -> body(hello().temperature(1.5))).isInstanceOfSatisfying(ByokException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.summary()).isEqualTo("Anthropic's models take a temperature from 0 to 1, not 1.5");
        });
        assertThat(body(hello().temperature(1)).get("temperature").doubleValue())
                .isEqualTo(1);
    }

    @Test
    void saysWhetherToolsAreCalled() {
        assertThat(toolChoice(ToolChoice.AUTO)).isEqualTo("{\"type\":\"auto\"}");
        assertThat(toolChoice(ToolChoice.NONE)).isEqualTo("{\"type\":\"none\"}");
        assertThat(toolChoice(ToolChoice.REQUIRED)).isEqualTo("{\"type\":\"any\"}");
        assertThat(toolChoice(ToolChoice.of("get_time"))).isEqualTo("{\"type\":\"tool\",\"name\":\"get_time\"}");
    }

    @Test
    void leavesEmptyTextsOut() {
        JsonNode body = body(ChatRequest.builder()
                .message(Message.system(""))
                .message(Message.user("Hi"))
                .message(Message.assistant(""))
                .message(Message.assistant("", List.of(new ToolCall("call_1", "get_time", " "))))
                .message(Message.tool("call_1", "12:00")));

        assertThat(body.has("system")).isFalse();
        assertThat(body.get("messages")).hasSize(3);
        assertThat(body.at("/messages/1/content"))
                .hasToString("[{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"get_time\",\"input\":{}}]");
    }

    @Test
    void putsTheResultsOfEveryTurnIntoOneMessage() {
        JsonNode body = body(ChatRequest.builder()
                .message(Message.assistant(null, List.of(new ToolCall("a", "t", "{}"), new ToolCall("b", "t", "{}"))))
                .message(Message.tool("a", "1"))
                .message(Message.tool("b", "2"))
                .message(Message.assistant(null, List.of(new ToolCall("c", "t", "{}"))))
                .message(Message.tool("c", "3")));

        assertThat(body.get("messages").findValuesAsText("role"))
                .containsExactly("assistant", "user", "assistant", "user");
        assertThat(body.at("/messages/1/content").findValuesAsText("tool_use_id"))
                .containsExactly("a", "b");
        assertThat(body.at("/messages/3/content").findValuesAsText("tool_use_id"))
                .containsExactly("c");
    }

    @Test
    void refusesArgumentsThatAreNoObject() {
        assertThatThrownBy(() -> body(ChatRequest.builder()
                        .message(Message.assistant(null, List.of(new ToolCall("a", "get_time", "{\"zone\":"))))))
                .isInstanceOfSatisfying(ByokException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.summary())
                            .isEqualTo("the text of the arguments for tool 'get_time' is not a JSON object");
                });
    }

    @Test
    void writesEffortAndSchemaTogether() {
        JsonNode body = body(hello().reasoningEffort(ReasoningEffort.HIGH)
                .responseFormat(ResponseFormat.jsonSchema("word", "{\"type\":\"object\"}")));

        assertThat(body.get("output_config"))
                .hasToString(
                        "{\"effort\":\"high\",\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}");
    }

    @Test
    void takesItsOwnParametersAsExtra() {
        assertThat(body(hello().extra("top_k", 5)).get("top_k").intValue()).isEqualTo(5);
        assertThatThrownBy(() -> body(hello().extra("max_tokens", 5)))
                .isInstanceOf(ByokException.class)
                .hasMessageContaining("'max_tokens' is set twice");
    }

    private static String toolChoice(ToolChoice choice) {
        return body(hello().tool(new Tool("get_time", null, "{\"type\":\"object\"}"))
                        .toolChoice(choice))
                .get("tool_choice")
                .toString();
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().message(Message.user("Hi"));
    }

    private static JsonNode body(ChatRequest.Builder request) {
        return Json.read(AnthropicChat.create()
                .encode(new ChatInput(request.build(), "some-model", false, Map.of()))
                .body());
    }
}
