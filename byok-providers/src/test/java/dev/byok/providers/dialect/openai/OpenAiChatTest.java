package dev.byok.providers.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolChoice;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
    void asksForAnEffortInTheVendorsWord() {
        OpenAiQuirks quirks = NONE.effort(ReasoningEffort.LOW, "none").naming("reasoning_effort", "effort");

        assertThat(body(quirks, hello().reasoningEffort(ReasoningEffort.LOW), false)
                        .get("effort")
                        .textValue())
                .isEqualTo("none");
        assertThat(body(quirks, hello().reasoningEffort(ReasoningEffort.HIGH), false)
                        .get("effort")
                        .textValue())
                .isEqualTo("high");
    }

    @Test
    void turnsThinkingOffForTheLeastEffort() {
        OpenAiQuirks quirks = NONE.thinkingSwitch();

        JsonNode least = body(quirks, hello().reasoningEffort(ReasoningEffort.MINIMAL), false);
        JsonNode more = body(quirks, hello().reasoningEffort(ReasoningEffort.LOW), false);

        assertThat(least.get("thinking")).hasToString("{\"type\":\"disabled\"}");
        assertThat(least.has("reasoning_effort")).isFalse();
        assertThat(more.has("thinking")).isFalse();
        assertThat(more.get("reasoning_effort").textValue()).isEqualTo("low");
    }

    @Test
    void leavesThinkingToTheRequestThatSetsItItself() {
        JsonNode body = body(
                NONE.thinkingSwitch(),
                hello().reasoningEffort(ReasoningEffort.MINIMAL).extra("thinking", Map.of("type", "enabled")),
                false);

        assertThat(body.get("thinking")).hasToString("{\"type\":\"enabled\"}");
        assertThat(body.get("reasoning_effort").textValue()).isEqualTo("minimal");
    }

    @Test
    void turnsThinkingOffWhereItIsInTheWayOfATool() {
        OpenAiQuirks quirks = NONE.forcedToolsWithoutThinking();
        ChatRequest.Builder request = hello().tool(new Tool("get_time", null, "{}"));

        assertThat(body(quirks, request, false).has("thinking")).isFalse();
        assertThat(body(quirks, request.toolChoice(ToolChoice.AUTO), false).has("thinking"))
                .isFalse();
        for (ToolChoice forced : new ToolChoice[] {ToolChoice.REQUIRED, ToolChoice.of("get_time")}) {
            assertThat(body(quirks, request.toolChoice(forced), false).get("thinking"))
                    .hasToString("{\"type\":\"disabled\"}");
            assertThat(body(NONE.thinkingSwitch(), request, false).has("thinking"))
                    .isFalse();
        }
    }

    @Test
    void sendsReasoningBackWhereItIsWanted() {
        ChatRequest.Builder request = hello().message(Message.assistant("Hello!"));

        assertThat(body(NONE.reasoningInHistory(), request, false).at("/messages/1"))
                .hasToString("{\"role\":\"assistant\",\"content\":\"Hello!\",\"reasoning_content\":\"\"}");
        assertThat(body(NONE.reasoningInHistory(), request, false).at("/messages/0"))
                .hasToString("{\"role\":\"user\",\"content\":\"Hi\"}");
    }

    @Test
    void sendsAParameterUnlessTheRequestSetsIt() {
        OpenAiQuirks quirks = NONE.sending("reasoning_split", true);

        assertThat(body(quirks, hello(), false).get("reasoning_split").booleanValue())
                .isTrue();
        assertThat(body(quirks, hello().extra("reasoning_split", false), false)
                        .get("reasoning_split")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void keepsQuirksApart() {
        NONE.alwaysStreams();

        assertThat(OpenAiChat.with(NONE).alwaysStreams()).isFalse();
        assertThat(OpenAiChat.with(NONE.alwaysStreams().oldMaxTokens()).alwaysStreams())
                .isTrue();
        assertThat(OpenAiChat.with(NONE).newStreamReader().mayEndHere()).isFalse();
    }

    @Test
    void findsAnErrorThatComesAsTheTextOfAnAnswer() {
        OpenAiChat chat = OpenAiChat.with(NONE.errorText("### Error ("));

        assertThatThrownBy(() -> chat.decode(answer("\n### Error (502)\\nno key sk-FAKE-upstream")))
                .isInstanceOfSatisfying(ErrorInReply.class, e -> {
                    assertThat(e.body().at("/error/type").textValue()).isEqualTo("error_in_text");
                    assertThat(e.body().toString()).doesNotContain("FAKE");
                });
        assertThat(chat.decode(answer("An ### Error (502)")).text()).isEqualTo("An ### Error (502)");
        assertThat(OpenAiChat.with(NONE).decode(answer("### Error (502)")).text())
                .isEqualTo("### Error (502)");
    }

    @Test
    void findsAnErrorThatIsStreamedInPieces() {
        ChatStreamReader reader = OpenAiChat.with(NONE.errorText("### Error (")).newStreamReader();
        List<ChatEvent> events = new ArrayList<>();

        reader.accept("", delta("{\"content\":\"###\"}", null), events::add);
        reader.accept("", delta("{\"content\":\" Err\"}", null), events::add);

        assertThat(texts(events)).isEmpty();
        assertThatThrownBy(() -> reader.accept("", delta("{\"content\":\"or (502)\"}", null), events::add))
                .isInstanceOf(ErrorInReply.class);
    }

    @Test
    void handsOnWhatOnlyBeganLikeAnError() {
        assertThat(streamed("{\"content\":\"### E\"}", "{\"content\":\"xample\"}", "{\"content\":\"### Error (\"}"))
                .containsExactly("### Example", "### Error (");
        assertThat(streamed("{\"content\":\"###\"}")).containsExactly("###");
        assertThat(streamed(
                        "{\"content\":\" \"}",
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}",
                        "{\"content\":\"### Error (\"}"))
                .containsExactly(" ", "### Error (");
    }

    @Test
    void handsOnWhatWasHeldBackWhenNothingSaysWhyTheAnswerEnded() {
        ChatStreamReader reader = OpenAiChat.with(NONE.errorText("### Error (")).newStreamReader();
        List<ChatEvent> events = new ArrayList<>();

        reader.accept("", delta("{\"content\":\"###\"}", null), events::add);
        reader.accept("", "[DONE]".getBytes(StandardCharsets.UTF_8), events::add);

        assertThat(texts(events)).containsExactly("###");
    }

    @Test
    void readsReasoningTokensWhereverTheyStand() {
        assertThat(reasoningTokens("{\"completion_tokens\":9,\"reasoning_tokens\":5}"))
                .isEqualTo(5);
        assertThat(reasoningTokens("{\"completion_tokens\":9,\"completion_tokens_details\":{\"reasoning_tokens\":4}}"))
                .isEqualTo(4);
        assertThat(reasoningTokens("{\"completion_tokens\":9}")).isZero();
    }

    private static long reasoningTokens(String usage) {
        String reply = "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"usage\":" + usage + "}";
        return OpenAiChat.with(NONE)
                .decode(reply.getBytes(StandardCharsets.UTF_8))
                .usage()
                .reasoningTokens();
    }

    private static List<String> streamed(String... deltas) {
        ChatStreamReader reader = OpenAiChat.with(NONE.errorText("### Error (")).newStreamReader();
        List<ChatEvent> events = new ArrayList<>();
        for (String delta : deltas) {
            reader.accept("", delta(delta, null), events::add);
        }
        reader.accept("", delta("{}", "stop"), events::add);
        assertThat(events.get(events.size() - 1)).isInstanceOf(ChatEvent.Finished.class);
        return texts(events);
    }

    private static List<String> texts(List<ChatEvent> events) {
        return events.stream()
                .filter(ChatEvent.Text.class::isInstance)
                .map(event -> ((ChatEvent.Text) event).text())
                .toList();
    }

    private static byte[] answer(String text) {
        return ("{\"choices\":[{\"message\":{\"content\":\"" + text.replace("\n", "\\n") + "\"}}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] delta(String delta, String finish) {
        String reason = finish == null ? "null" : "\"" + finish + "\"";
        return ("{\"choices\":[{\"delta\":" + delta + ",\"finish_reason\":" + reason + "}]}")
                .getBytes(StandardCharsets.UTF_8);
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
