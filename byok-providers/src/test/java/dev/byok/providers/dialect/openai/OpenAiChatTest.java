package dev.byok.providers.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolChoice;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the contract's cases leave open. */
final class OpenAiChatTest {

    private static final OpenAiQuirks NONE = OpenAiQuirks.none();

    @Test
    void saysWhetherToolsAreCalled() {
        assertThat(toolChoice(ToolChoice.AUTO)).isEqualTo("\"auto\"");
        assertThat(toolChoice(ToolChoice.NONE)).isEqualTo("\"none\"");
        assertThat(toolChoice(ToolChoice.REQUIRED)).isEqualTo("\"required\"");
        assertThat(toolChoice(ToolChoice.of("get_time")))
                .isEqualTo("{\"type\":\"function\",\"function\":{\"name\":\"get_time\"}}");
    }

    @Test
    void refusesASchemaThatIsNoObject() {
        assertThatThrownBy(() -> body(NONE, hello().tool(new Tool("get_time", null, "[]")), false))
                .isInstanceOfSatisfying(ByokException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.summary()).isEqualTo("the schema of tool 'get_time' is not a JSON object");
                });
    }

    @Test
    void refusesAnExtraParameterThatTheRequestHasSet() {
        assertThatThrownBy(() -> body(NONE, hello().temperature(0.5).extra("temperature", 0.9), false))
                .isInstanceOf(ByokException.class)
                .hasMessageContaining("'temperature' is set twice");
    }

    @Test
    void namesTheLimitOfTokensAsTheVendorDoes() {
        assertThat(body(NONE, hello().maxTokens(5), false).has("max_completion_tokens"))
                .isTrue();
        assertThat(body(NONE.oldMaxTokens(), hello().maxTokens(5), false).has("max_tokens"))
                .isTrue();
    }

    @Test
    void asksForUsageInStreamsOnly() {
        assertThat(body(NONE, hello(), true).at("/stream_options/include_usage").booleanValue())
                .isTrue();
        assertThat(body(NONE, hello(), false).has("stream_options")).isFalse();
        assertThat(body(NONE.usageUnasked(), hello(), true).has("stream_options"))
                .isFalse();
    }

    @Test
    void asksForTheLeastEffortThatTheVendorHas() {
        ChatRequest.Builder request = hello().reasoningEffort(ReasoningEffort.MINIMAL);

        assertThat(body(NONE, request, false).get("reasoning_effort").textValue())
                .isEqualTo("minimal");
        assertThat(body(NONE.withoutMinimalEffort(), request, false)
                        .get("reasoning_effort")
                        .textValue())
                .isEqualTo("low");
    }

    @Test
    void keepsQuirksApart() {
        NONE.alwaysStreams();

        assertThat(OpenAiChat.with(NONE).alwaysStreams()).isFalse();
        assertThat(OpenAiChat.with(NONE.alwaysStreams().oldMaxTokens()).alwaysStreams())
                .isTrue();
        assertThat(OpenAiChat.with(NONE).newStreamReader().mayEndHere()).isFalse();
    }

    private static String toolChoice(ToolChoice choice) {
        return body(NONE, hello().tool(new Tool("get_time", null, "{}")).toolChoice(choice), false)
                .get("tool_choice")
                .toString();
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().message(Message.user("Hi"));
    }

    private static JsonNode body(OpenAiQuirks quirks, ChatRequest.Builder request, boolean stream) {
        return Json.read(OpenAiChat.with(quirks)
                .encode(new ChatInput(request.build(), "some-model", stream, Map.of()))
                .body());
    }
}
