package dev.byok.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChatAccumulatorTest {

    private static final Usage USAGE = new Usage(10, 0, 0, 5, 0, true);

    private final ChatAccumulator accumulator = new ChatAccumulator();

    @Test
    void addsAllEventsUp() {
        addAll(
                new ChatEvent.Started("chatcmpl-1", "gpt-4o"),
                new ChatEvent.Reasoning("Let me "),
                new ChatEvent.Reasoning("think."),
                new ChatEvent.Text("Hel"),
                new ChatEvent.Text("lo"),
                new ChatEvent.Finished(FinishReason.STOP),
                new ChatEvent.UsageReported(USAGE));

        assertThat(accumulator.completion())
                .isEqualTo(new ChatCompletion(
                        "chatcmpl-1", "gpt-4o", "Hello", "Let me think.", List.of(), FinishReason.STOP, USAGE));
        assertThat(accumulator.usage()).isEqualTo(USAGE);
    }

    @Test
    void isEmptyBeforeTheFirstEvent() {
        assertThat(accumulator.completion())
                .isEqualTo(new ChatCompletion(null, null, "", "", List.of(), FinishReason.OTHER, Usage.UNKNOWN));
    }

    @Test
    void joinsThePiecesOfToolCallsThatComeInterleaved() {
        addAll(
                new ChatEvent.ToolCallDelta(1, "call_b", "time", ""),
                new ChatEvent.ToolCallDelta(0, "call_a", "weather", "{\"ci"),
                new ChatEvent.ToolCallDelta(1, null, null, "{}"),
                new ChatEvent.ToolCallDelta(0, null, null, "ty\":\"Ulm\"}"));

        assertThat(accumulator.completion().toolCalls())
                .containsExactly(
                        new ToolCall("call_a", "weather", "{\"city\":\"Ulm\"}"), new ToolCall("call_b", "time", "{}"));
    }

    @Test
    void makesAnIdForACallThatHasNone() {
        addAll(new ChatEvent.ToolCallDelta(2, null, "weather", "{}"));

        assertThat(accumulator.completion().toolCalls()).containsExactly(new ToolCall("call_2", "weather", "{}"));
    }

    @Test
    void keepsTheLastReportOfUsage() {
        addAll(new ChatEvent.UsageReported(new Usage(10, 0, 0, 1, 0, true)), new ChatEvent.UsageReported(USAGE));

        assertThat(accumulator.usage()).isEqualTo(USAGE);
    }

    @Test
    void countsTextReasoningAndToolCallsAsContent() {
        assertThat(new ChatEvent.Text("a").isContent()).isTrue();
        assertThat(new ChatEvent.Reasoning("a").isContent()).isTrue();
        assertThat(new ChatEvent.ToolCallDelta(0, "a", "b", "").isContent()).isTrue();
        assertThat(new ChatEvent.Started("a", "b").isContent()).isFalse();
        assertThat(new ChatEvent.Finished(FinishReason.STOP).isContent()).isFalse();
        assertThat(new ChatEvent.UsageReported(USAGE).isContent()).isFalse();
    }

    private void addAll(ChatEvent... events) {
        for (ChatEvent event : events) {
            accumulator.add(event);
        }
    }
}
