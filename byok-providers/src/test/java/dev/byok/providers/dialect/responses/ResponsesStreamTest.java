package dev.byok.providers.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.chat.ChatAccumulator;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.FinishReason;
import dev.byok.chat.ToolCall;
import dev.byok.providers.spec.ErrorInReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams as OpenAI sends them, and in the pieces that other vendors leave away. */
final class ResponsesStreamTest {

    private static final String CREATED =
            "{\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"model\":\"gpt\",\"status\":\"in_progress\"}}";
    private static final String COMPLETED =
            "{\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"status\":\"completed\",\"output\":[]}}";

    private final ResponsesStream reader = new ResponsesStream();
    private final List<ChatEvent> events = new ArrayList<>();

    @Test
    void putsTheArgumentsOfCallsTogether() {
        ChatCompletion answer = read(
                CREATED,
                added(1, "call_a", "get_weather", ""),
                arguments(1, "{\\\"city\\\":"),
                added(2, "call_b", "get_time", ""),
                arguments(1, "\\\"Rome\\\"}"),
                done(1, "call_a", "get_weather", "{\\\"city\\\":\\\"Rome\\\"}"),
                done(2, "call_b", "get_time", ""),
                COMPLETED);

        assertThat(answer.toolCalls())
                .containsExactly(
                        new ToolCall("call_a", "get_weather", "{\"city\":\"Rome\"}"),
                        new ToolCall("call_b", "get_time", "{}"));
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void takesArgumentsThatComeOnlyAtTheEndOfACall() {
        ChatCompletion answer =
                read(CREATED, added(0, "call_a", "f", ""), done(0, "call_a", "f", "{\\\"a\\\":1}"), COMPLETED);

        assertThat(answer.toolCalls()).containsExactly(new ToolCall("call_a", "f", "{\"a\":1}"));
    }

    @Test
    void takesACallThatIsOnlyDone() {
        ChatCompletion answer = read(CREATED, done(0, "call_a", "f", "{\\\"a\\\":1}"), COMPLETED);

        assertThat(answer.toolCalls()).containsExactly(new ToolCall("call_a", "f", "{\"a\":1}"));
    }

    @Test
    void takesTextThatComesOnlyAtTheEndOfAnItem() {
        ChatCompletion answer = read(
                CREATED,
                "{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":{\"type\":\"message\","
                        + "\"content\":[{\"type\":\"output_text\",\"text\":\"Hi.\"}]}}",
                COMPLETED.replace(
                        "[]", "[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hi.\"}]}]"));

        assertThat(answer.text()).isEqualTo("Hi.");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void readsReasoningAndRefusals() {
        ChatCompletion answer = read(
                CREATED,
                "{\"type\":\"response.reasoning_summary_text.delta\",\"output_index\":0,\"delta\":\"Hmm.\"}",
                "{\"type\":\"response.refusal.delta\",\"output_index\":1,\"delta\":\"No.\"}",
                COMPLETED);

        assertThat(answer.reasoning()).isEqualTo("Hmm.");
        assertThat(answer.text()).isEqualTo("No.");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void endsWithoutARepetitionOfTheResponse() {
        ChatCompletion answer = read(
                "{\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":\"Hi.\"}",
                "{\"type\":\"response.completed\"}");

        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(events).filteredOn(ChatEvent.Started.class::isInstance).hasSize(1);
        assertThat(answer.usage().known()).isFalse();
    }

    @Test
    void isNotEndedByAnItem() {
        assertThat(accept(CREATED)).isFalse();
        assertThat(accept(done(0, "call_a", "f", "{}"))).isFalse();
        assertThat(reader.mayEndHere()).isFalse();
        assertThat(accept(COMPLETED)).isTrue();
    }

    @Test
    void takesEveryKindOfFailureForAnError() {
        for (String failure : new String[] {
            "{\"type\":\"error\",\"code\":\"rate_limit_exceeded\",\"message\":\"slow down\"}",
            "{\"type\":\"error\",\"error\":{\"type\":\"server_error\",\"message\":\"oops\"}}",
            "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"server_error\"}}}",
            "{\"type\":\"response.failed\",\"error\":{\"type\":\"internal_error\",\"message\":\"oops\"}}",
            "{\"type\":\"response.cancelled\"}"
        }) {
            assertThatThrownBy(() -> accept(failure)).as(failure).isInstanceOf(ErrorInReply.class);
        }
    }

    private ChatCompletion read(String... stream) {
        ChatAccumulator answer = new ChatAccumulator();
        for (String event : stream) {
            accept(event);
        }
        events.forEach(answer::add);
        return answer.completion();
    }

    private boolean accept(String event) {
        return reader.accept("", event.getBytes(StandardCharsets.UTF_8), events::add);
    }

    private static String added(int place, String id, String name, String arguments) {
        return item("added", place, id, name, arguments);
    }

    private static String done(int place, String id, String name, String arguments) {
        return item("done", place, id, name, arguments);
    }

    private static String item(String what, int place, String id, String name, String arguments) {
        return "{\"type\":\"response.output_item." + what + "\",\"output_index\":" + place
                + ",\"item\":{\"type\":\"function_call\",\"call_id\":\"" + id + "\",\"name\":\"" + name
                + "\",\"arguments\":\"" + arguments + "\"}}";
    }

    private static String arguments(int place, String delta) {
        return "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":" + place + ",\"delta\":\""
                + delta + "\"}";
    }
}
