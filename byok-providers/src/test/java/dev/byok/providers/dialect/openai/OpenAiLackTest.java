package dev.byok.providers.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
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

/** What some vendors cannot do, or call by another name. */
final class OpenAiLackTest {

    private static final OpenAiQuirks NONE = OpenAiQuirks.none();

    @Test
    void namesEffortsAsTheVendorDoes() {
        OpenAiQuirks quirks = NONE.effortsUpToMax();

        assertThat(effort(quirks, ReasoningEffort.MINIMAL)).isEqualTo("low");
        assertThat(effort(quirks, ReasoningEffort.LOW)).isEqualTo("low");
        assertThat(effort(quirks, ReasoningEffort.MEDIUM)).isEqualTo("high");
        assertThat(effort(quirks, ReasoningEffort.HIGH)).isEqualTo("max");
        assertThat(effort(NONE, ReasoningEffort.HIGH)).isEqualTo("high");
    }

    @Test
    void refusesWhatTheVendorCannotDo() {
        Tool tool = new Tool("get_time", null, "{}");
        ChatRequest.Builder calls = ChatRequest.builder()
                .message(Message.user("The time?"))
                .message(Message.assistant(null, List.of(new ToolCall("call_1", "get_time", "{}"))))
                .message(Message.tool("call_1", "12:00"));

        refuses(OpenAiLack.TOOLS, hello().tool(tool));
        refuses(OpenAiLack.TOOLS, calls);
        refuses(OpenAiLack.TOOL_CHOICE, hello().tool(tool).toolChoice(ToolChoice.REQUIRED));
        refuses(OpenAiLack.TOOL_CHOICE, hello().tool(tool).toolChoice(ToolChoice.of("get_time")));
        refuses(
                OpenAiLack.IMAGES,
                ChatRequest.builder()
                        .message(Message.user(List.of(Part.text("Hi"), Part.imageUrl("https://example.com/a.png")))));
        refuses(OpenAiLack.JSON, hello().responseFormat(ResponseFormat.JSON));
        refuses(OpenAiLack.JSON, hello().responseFormat(ResponseFormat.jsonSchema("answer", "{}")));
        refuses(OpenAiLack.JSON_SCHEMA, hello().responseFormat(ResponseFormat.jsonSchema("answer", "{}")));
        refuses(OpenAiLack.SEVERAL_STOPS, hello().stop("a", "b"));
    }

    @Test
    void refusesNothingElse() {
        OpenAiQuirks quirks = NONE.lacking(OpenAiLack.values());

        assertThat(body(quirks, hello().stop("a"), false).get("stop").toString())
                .isEqualTo("[\"a\"]");
        assertThat(body(NONE.lacking(OpenAiLack.JSON_SCHEMA), hello().responseFormat(ResponseFormat.JSON), false)
                        .at("/response_format/type")
                        .textValue())
                .isEqualTo("json_object");
    }

    @Test
    void joinsTextsWhereThereAreNoListsOfParts() {
        ChatRequest.Builder request =
                ChatRequest.builder().message(Message.user(List.of(Part.text("One."), Part.text("Two."))));

        assertThat(body(NONE.lacking(OpenAiLack.IMAGES), request, false)
                        .at("/messages/0/content")
                        .textValue())
                .isEqualTo("One.\nTwo.");
        assertThat(body(NONE, request, false).at("/messages/0/content").isArray())
                .isTrue();
    }

    @Test
    void keepsToolsFromTheModelWhereCallsCannotBeForbidden() {
        OpenAiQuirks quirks = NONE.lacking(OpenAiLack.TOOL_CHOICE);
        ChatRequest.Builder request = hello().tool(new Tool("get_time", null, "{}"));

        assertThat(body(quirks, request.toolChoice(ToolChoice.NONE), false).has("tools"))
                .isFalse();
        assertThat(body(quirks, request.toolChoice(ToolChoice.NONE), false).has("tool_choice"))
                .isFalse();
        assertThat(body(quirks, request.toolChoice(ToolChoice.AUTO), false)
                        .get("tool_choice")
                        .textValue())
                .isEqualTo("auto");
    }

    private static void refuses(OpenAiLack lack, ChatRequest.Builder request) {
        assertThatThrownBy(() -> body(NONE.lacking(lack), request, false))
                .as("%s", lack)
                .isInstanceOfSatisfying(ByokException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_CAPABILITY);
                    assertThat(e.summary()).startsWith("The vendor has no support for ");
                    assertThat(e.hint()).isPresent();
                });
    }

    private static String effort(OpenAiQuirks quirks, ReasoningEffort effort) {
        return body(quirks, hello().reasoningEffort(effort), false)
                .get("reasoning_effort")
                .textValue();
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
