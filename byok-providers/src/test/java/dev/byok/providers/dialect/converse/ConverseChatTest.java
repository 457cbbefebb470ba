package dev.byok.providers.dialect.converse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolCall;
import dev.byok.chat.ToolChoice;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of Converse no contract case shows. */
final class ConverseChatTest {

    private static final byte[] BYTES = {1, 2, 3};
    private static final Tool TOOL = new Tool("get_time", null, "{\"type\":\"object\"}");

    @ParameterizedTest
    @CsvSource({"image/png, png", "image/jpeg, jpeg", "image/gif, gif", "image/webp, webp"})
    void sendsImagesAsBytes(String mediaType, String format) {
        JsonNode sent = sent(ChatRequest.builder()
                .message(Message.user(List.of(Part.text("What is it?"), Part.image(mediaType, BYTES)))));

        assertThat(sent.at("/messages/0/content").toString())
                .isEqualTo("[{\"text\":\"What is it?\"},{\"image\":{\"format\":\"" + format
                        + "\",\"source\":{\"bytes\":\"AQID\"}}}]");
    }

    @Test
    void refusesImagesByUrl() {
        ByokException failure = refused(ChatRequest.builder()
                .message(Message.user(List.of(Part.imageUrl("https://images.example.com/a.png")))));

        assertThat(failure.summary()).isEqualTo("Bedrock takes no images by URL");
        assertThat(failure.hint()).hasValue("give the image itself: Part.image(mediaType, bytes)");
    }

    @Test
    void refusesImagesThatNoModelReads() {
        assertThat(refused(ChatRequest.builder().message(Message.user(List.of(Part.image("image/svg+xml", BYTES)))))
                        .summary())
                .isEqualTo("Bedrock takes no images of this media type");
    }

    @Test
    void letsUserAndAssistantTakeTurns() {
        JsonNode sent = sent(ChatRequest.builder()
                .message(Message.user("One."))
                .message(Message.user("Two."))
                .message(Message.assistant(" "))
                .message(Message.system("Be brief."))
                .message(Message.user("Three."))
                .message(Message.assistant("Four."))
                .message(Message.user("Five.")));

        assertThat(sent.get("messages").toString())
                .isEqualTo(
                        "[{\"role\":\"user\",\"content\":[{\"text\":\"One.\"},{\"text\":\"Two.\"},{\"text\":\"Three.\"}]},"
                                + "{\"role\":\"assistant\",\"content\":[{\"text\":\"Four.\"}]},"
                                + "{\"role\":\"user\",\"content\":[{\"text\":\"Five.\"}]}]");
        assertThat(sent.get("system").toString()).isEqualTo("[{\"text\":\"Be brief.\"}]");
    }

    @Test
    void takesAToolWithoutArgumentsAndAResultWithoutText() {
        JsonNode sent = sent(ChatRequest.builder()
                .message(Message.user("What time is it?"))
                .message(Message.assistant(null, List.of(new ToolCall("c1", "get_time", ""))))
                .message(Message.tool("c1", "")));

        assertThat(sent.at("/messages/1/content/0/toolUse/input").toString()).isEqualTo("{}");
        assertThat(sent.at("/messages/2/content/0/toolResult/content").toString())
                .isEqualTo("[]");
    }

    @Test
    void leavesToolsAwayWhenNoneMayBeCalled() {
        JsonNode sent = sent(
                ChatRequest.builder().tool(TOOL).toolChoice(ToolChoice.NONE).message(Message.user("Hi")));

        assertThat(sent.has("toolConfig")).isFalse();
    }

    @Test
    void refusesToForbidToolsThatWereCalledBefore() {
        ByokException failure = refused(ChatRequest.builder()
                .tool(TOOL)
                .toolChoice(ToolChoice.NONE)
                .message(Message.user("What time is it?"))
                .message(Message.assistant(null, List.of(new ToolCall("c1", "get_time", "{}"))))
                .message(Message.tool("c1", "12:00")));

        assertThat(failure.summary()).isEqualTo("Bedrock cannot forbid tools in a conversation that has called some");
    }

    @Test
    void namesATool() {
        JsonNode sent = sent(ChatRequest.builder()
                .tool(TOOL)
                .toolChoice(ToolChoice.of("get_time"))
                .message(Message.user("Hi")));

        assertThat(sent.at("/toolConfig/toolChoice").toString()).isEqualTo("{\"tool\":{\"name\":\"get_time\"}}");
    }

    @ParameterizedTest
    @CsvSource({"MINIMAL, low", "LOW, low", "MEDIUM, medium", "HIGH, high"})
    void passesTheReasoningEffortOn(ReasoningEffort effort, String value) {
        JsonNode sent = sent(ChatRequest.builder().reasoningEffort(effort).message(Message.user("Hi")));

        assertThat(sent.at("/additionalModelRequestFields/reasoningConfig/maxReasoningEffort")
                        .asText())
                .isEqualTo(value);
    }

    private static JsonNode sent(ChatRequest.Builder request) {
        return Json.read(ConverseChat.at(input -> "model/m/converse")
                .encode(new ChatInput(request.build(), "m", false, Map.of()))
                .body());
    }

    private static ByokException refused(ChatRequest.Builder request) {
        ByokException failure = catchThrowableOfType(ByokException.class, () -> sent(request));
        assertThat(failure.code()).isEqualTo(ErrorCode.UNSUPPORTED_CAPABILITY);
        return failure;
    }
}
