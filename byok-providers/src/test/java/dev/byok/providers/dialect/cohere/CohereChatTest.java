package dev.byok.providers.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolCall;
import dev.byok.chat.ToolChoice;
import dev.byok.chat.Usage;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the contract's cases leave open. */
final class CohereChatTest {

    private static final CohereChat CHAT = CohereChat.create();
    private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

    @Test
    void offersOnlyTheToolThatIsChosenByName() {
        JsonNode body = body(withTools(ToolChoice.of("get_time")));

        assertThat(body.get("tools")).hasSize(1);
        assertThat(body.at("/tools/0/function/name").textValue()).isEqualTo("get_time");
        assertThat(body.get("tool_choice").textValue()).isEqualTo("REQUIRED");
    }

    @Test
    void saysWhetherToolsAreCalled() {
        assertThat(body(withTools(ToolChoice.NONE)).get("tool_choice").textValue())
                .isEqualTo("NONE");
        assertThat(body(withTools(ToolChoice.AUTO)).has("tool_choice")).isFalse();
        assertThat(body(withTools(ToolChoice.AUTO)).get("tools")).hasSize(2);
    }

    @Test
    void refusesATemperatureAboveOne() {
        assertThatThrownBy(() -> body(hello().temperature(1.5))).isInstanceOfSatisfying(ByokException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(e.summary()).isEqualTo("Cohere's models take a temperature from 0 to 1, not 1.5");
        });
    }

    @Test
    void switchesReasoningOnAndOff() {
        assertThat(thinking(ReasoningEffort.MINIMAL)).isEqualTo("disabled");
        assertThat(thinking(ReasoningEffort.LOW)).isEqualTo("enabled");
        assertThat(thinking(ReasoningEffort.HIGH)).isEqualTo("enabled");
    }

    @Test
    void sendsATextBesideCallsAsThePlan() {
        JsonNode messages = body(hello().message(
                                Message.assistant("I look it up.", List.of(new ToolCall("call_1", "get_time", "{}"))))
                        .message(Message.tool("call_1", "12:00")))
                .get("messages");

        assertThat(messages.get(1).get("tool_plan").textValue()).isEqualTo("I look it up.");
        assertThat(messages.get(1).has("content")).isFalse();
    }

    @Test
    void leavesAMessageOfNothingOut() {
        assertThat(body(hello().message(Message.assistant("")).message(Message.system("")))
                        .get("messages"))
                .hasSize(1);
    }

    @Test
    void readsACallWithoutArguments() {
        ChatCompletion answer = decode("{\"message\":{\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\","
                + "\"function\":{\"name\":\"get_time\",\"arguments\":\"\"}}]},\"finish_reason\":\"TOOL_CALL\"}");

        assertThat(answer.toolCalls()).containsExactly(new ToolCall("a", "get_time", "{}"));
        assertThat(answer.usage()).isEqualTo(Usage.UNKNOWN);
    }

    @Test
    void refusesACallWithoutAName() {
        assertThatThrownBy(() -> decode("{\"message\":{\"tool_calls\":[{\"id\":\"a\",\"function\":{}}]}}"))
                .isInstanceOf(MalformedReply.class);
    }

    @Test
    void takesAFailedGenerationForAnError() {
        for (String reason : List.of("ERROR", "TIMEOUT")) {
            assertThatThrownBy(() -> decode("{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Once\"}]},"
                            + "\"finish_reason\":\"" + reason + "\"}"))
                    .isInstanceOf(ErrorInReply.class);
        }
    }

    private static String thinking(ReasoningEffort effort) {
        return body(hello().reasoningEffort(effort)).at("/thinking/type").textValue();
    }

    private static ChatRequest.Builder withTools(ToolChoice choice) {
        return hello().tool(new Tool("get_weather", null, NO_PARAMETERS))
                .tool(new Tool("get_time", null, NO_PARAMETERS))
                .toolChoice(choice);
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().message(Message.user("Say hello."));
    }

    private static JsonNode body(ChatRequest.Builder request) {
        return Json.read(CHAT.encode(new ChatInput(request.build(), "some-model", false, Map.of()))
                .body());
    }

    private static ChatCompletion decode(String reply) {
        return CHAT.decode(reply.getBytes(StandardCharsets.UTF_8));
    }
}
