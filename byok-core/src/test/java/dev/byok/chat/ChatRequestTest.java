package dev.byok.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestTest {

    private static final Tool WEATHER = new Tool("weather", null, "{}");

    private final ChatRequest.Builder builder = ChatRequest.builder();

    @Test
    void reportsEveryFaultAtOnce() {
        builder.toolChoice(ToolChoice.REQUIRED);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("a chat request needs at least one message; a tool choice needs tools");
    }

    @Test
    void lackNothingWithOneMessage() {
        ChatRequest request = builder.message(Message.user("hello")).build();

        assertThat(request.messages()).containsExactly(Message.user("hello"));
        assertThat(request.tools()).isEmpty();
        assertThat(request.toolChoice()).isEmpty();
        assertThat(request.responseFormat()).isEqualTo(ResponseFormat.TEXT);
        assertThat(request.temperature()).isEmpty();
        assertThat(request.topP()).isEmpty();
        assertThat(request.stop()).isEmpty();
        assertThat(request.maxTokens()).isEmpty();
        assertThat(request.seed()).isEmpty();
        assertThat(request.reasoningEffort()).isEmpty();
        assertThat(request.extra()).isEmpty();
    }

    @Test
    void acceptsNoToolsWhenNoneIsToBeCalled() {
        ChatRequest request = builder.message(Message.user("hello"))
                .toolChoice(ToolChoice.NONE)
                .build();

        assertThat(request.toolChoice()).contains(ToolChoice.NONE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.7, 2})
    void acceptsATemperature(double value) {
        assertThat(builder.message(Message.user("hello"))
                        .temperature(value)
                        .build()
                        .temperature())
                .hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 2.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesATemperatureOutOfRange(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.temperature(value))
                .withMessage("temperature is from 0.0 to 2.0, not " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesATopPOutOfRange(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.topP(value))
                .withMessage("topP is from 0.0 to 1.0, not " + value);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesToAnswerInNoTokens(int value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxTokens(value))
                .withMessage("maxTokens is at least 1, not " + value);
    }

    @Test
    void namesWhatIsNull() {
        assertThatNullPointerException().isThrownBy(() -> builder.message(null)).withMessage("message");
        assertThatNullPointerException().isThrownBy(() -> builder.tool(null)).withMessage("tool");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.toolChoice(null))
                .withMessage("toolChoice");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.responseFormat(null))
                .withMessage("responseFormat");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.extra("top_k", null))
                .withMessage("top_k");
    }

    @Test
    void copiesEverythingToABuilder() {
        ChatRequest request = builder.message(Message.system("be brief"))
                .messages(List.of(Message.user("hello")))
                .tool(WEATHER)
                .toolChoice(ToolChoice.of("weather"))
                .responseFormat(ResponseFormat.JSON)
                .temperature(0.5)
                .topP(0.9)
                .stop("END")
                .maxTokens(10)
                .seed(7)
                .reasoningEffort(ReasoningEffort.LOW)
                .extra("top_k", 3)
                .build();

        assertThat(request.toBuilder().build()).usingRecursiveComparison().isEqualTo(request);
        assertThat(request.extra()).containsExactly(entry("top_k", 3));
    }

    @Test
    void isNotChangedByItsBuilder() {
        ChatRequest request = builder.message(Message.user("hello")).build();

        builder.message(Message.user("more")).tool(WEATHER).extra("top_k", 3);
        request.toBuilder().message(Message.user("more")).extra("top_k", 3);

        assertThat(request.messages()).hasSize(1);
        assertThat(request.tools()).isEmpty();
        assertThat(request.extra()).isEmpty();
    }

    @Test
    void printsNoContent() {
        ChatRequest request = builder.message(Message.user("private"))
                .extra("user", "private")
                .build();

        assertThat(request).hasToString("ChatRequest[1 messages, 0 tools]");
    }
}
