package dev.byok.providers.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolCall;
import dev.byok.chat.ToolChoice;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the contract's cases leave open. */
final class GeminiChatTest {

    private static final String MODEL = "gemini-3.5-flash";

    @ParameterizedTest
    @CsvSource({
        "gemini-3.5-flash, MINIMAL, minimal",
        "gemini-3.6-flash, MINIMAL, minimal",
        "gemini-3.1-flash-lite, MINIMAL, minimal",
        "gemini-3-flash-preview, MINIMAL, minimal",
        "gemini-3.8-flash, MINIMAL, low",
        "gemini-3.1-pro-preview, MINIMAL, low",
        "gemini-4-hydrogen, MINIMAL, low",
        "gemini-3.8-flash, LOW, low",
        "gemini-3.8-flash, MEDIUM, medium",
        "gemini-3.8-flash, HIGH, high"
    })
    void setsALevelOfThinking(String model, ReasoningEffort effort, String level) {
        assertThat(body(model, hello().reasoningEffort(effort)).at("/generationConfig/thinkingConfig"))
                .hasToString("{\"thinkingLevel\":\"" + level + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"MINIMAL, 1024", "LOW, 1024", "MEDIUM, 8192", "HIGH, 24576"})
    void setsABudgetForModelsBeforeGemini3(ReasoningEffort effort, int tokens) {
        assertThat(body("gemini-2.5-flash", hello().reasoningEffort(effort)).at("/generationConfig/thinkingConfig"))
                .hasToString("{\"thinkingBudget\":" + tokens + "}");
    }

    @Test
    void givesModelsBeforeGemini3NeitherIdsNorSignatures() {
        JsonNode body = body("gemini-2.5-pro", toolsCalled());

        assertThat(body.at("/contents/0/parts/0"))
                .hasToString("{\"functionCall\":{\"name\":\"get_time\",\"args\":{}}}");
        assertThat(body.at("/contents/1/parts/0"))
                .hasToString("{\"functionResponse\":{\"name\":\"get_time\",\"response\":{\"output\":\"12:00\"}}}");
    }

    @Test
    void saysForEveryTurnThatItsSignatureIsNotAtHand() {
        JsonNode body = body(
                MODEL,
                toolsCalled()
                        .message(Message.assistant("Again.", List.of(new ToolCall("b", "get_time", "{}"))))
                        .message(Message.tool("b", "[1]")));

        assertThat(body.at("/contents/0/parts/0/thoughtSignature").asText())
                .isEqualTo("skip_thought_signature_validator");
        assertThat(body.at("/contents/2/parts/0")).hasToString("{\"text\":\"Again.\"}");
        assertThat(body.at("/contents/2/parts/1/thoughtSignature").asText())
                .isEqualTo("skip_thought_signature_validator");
        assertThat(body.at("/contents/3/parts/0/functionResponse/response")).hasToString("{\"output\":\"[1]\"}");
    }

    @Test
    void refusesAResultWithoutItsCall() {
        assertThatThrownBy(() -> body(MODEL, ChatRequest.builder().message(Message.tool("nowhere", "12:00"))))
                .isInstanceOfSatisfying(ByokException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(e.summary()).isEqualTo("a tool's result answers a call that no message before it makes");
                });
    }

    @Test
    void leavesEmptyTextsOut() {
        JsonNode body = body(
                MODEL,
                ChatRequest.builder()
                        .message(Message.system(""))
                        .message(Message.user("Hi"))
                        .message(Message.assistant("")));

        assertThat(body).hasToString("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}");
    }

    @Test
    void saysWhetherToolsAreCalled() {
        assertThat(toolChoice(ToolChoice.AUTO)).isEqualTo("{\"mode\":\"AUTO\"}");
        assertThat(toolChoice(ToolChoice.NONE)).isEqualTo("{\"mode\":\"NONE\"}");
        assertThat(toolChoice(ToolChoice.REQUIRED)).isEqualTo("{\"mode\":\"ANY\"}");
        assertThat(toolChoice(ToolChoice.of("get_time")))
                .isEqualTo("{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"get_time\"]}");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x.JPEG?size=2, image/jpeg",
        "https://a.example/x.png#top, image/png",
        "https://a.example/x.webp, image/webp",
        "https://a.example/x.heic, image/heic",
        "https://a.example/x.heif, image/heif",
        "https://a.example/x.exe,",
        "https://a.example/x?name=y.png,",
        "https://a.example,"
    })
    void namesTheTypeOfAnImageThatIsFetched(String url, String type) {
        JsonNode data = body(MODEL, ChatRequest.builder().message(Message.user(List.of(Part.imageUrl(url)))))
                .at("/contents/0/parts/0/fileData");

        assertThat(data.get("fileUri").asText()).isEqualTo(url);
        assertThat(data.path("mimeType").asText(null)).isEqualTo(type);
    }

    @Test
    void mergesParametersIntoTheConfiguration() {
        assertThat(body(MODEL, hello().temperature(0.5).extra("generationConfig", Map.of("topK", 5)))
                        .get("generationConfig"))
                .hasToString("{\"temperature\":0.5,\"topK\":5}");
        assertThat(body(MODEL, hello().extra("generationConfig", Map.of("topK", 5)))
                        .get("generationConfig"))
                .hasToString("{\"topK\":5}");
        assertThatThrownBy(() ->
                        body(MODEL, hello().temperature(0.5).extra("generationConfig", Map.of("temperature", 1))))
                .isInstanceOf(ByokException.class)
                .hasMessageContaining("'temperature' is set twice");
        assertThatThrownBy(() -> body(MODEL, hello().temperature(0.5).extra("generationConfig", "none")))
                .isInstanceOf(ByokException.class)
                .hasMessageContaining("'generationConfig' is set twice");
    }

    @Test
    void tellsABlockedPromptInAStream() {
        assertThatThrownBy(() -> stream("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}"))
                .isInstanceOf(ErrorInReply.class);
        assertThatThrownBy(() -> stream("[{\"error\":{\"code\":429}}]")).isInstanceOf(ErrorInReply.class);
        assertThatThrownBy(() -> stream("[{}]")).isInstanceOf(MalformedReply.class);
    }

    @Test
    void finishesOnceAndOnlyWithAReason() {
        GeminiStream reader = new GeminiStream();
        List<ChatEvent> events = new ArrayList<>();

        reader.accept("", bytes("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}]}"), events::add);
        assertThat(reader.mayEndHere()).isFalse();
        reader.accept("", bytes("{\"candidates\":[{\"finishReason\":\"STOP\"}]}"), events::add);
        reader.accept("", bytes("{\"candidates\":[{\"finishReason\":\"STOP\"}]}"), events::add);

        assertThat(reader.mayEndHere()).isTrue();
        assertThat(events).filteredOn(ChatEvent.Finished.class::isInstance).hasSize(1);
    }

    private static String toolChoice(ToolChoice choice) {
        return body(
                        MODEL,
                        hello().tool(new Tool("get_time", null, "{\"type\":\"object\"}"))
                                .toolChoice(choice))
                .at("/toolConfig/functionCallingConfig")
                .toString();
    }

    private static ChatRequest.Builder toolsCalled() {
        return ChatRequest.builder()
                .message(Message.assistant(null, List.of(new ToolCall("a", "get_time", ""))))
                .message(Message.tool("a", "12:00"));
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().message(Message.user("Hi"));
    }

    private static JsonNode body(String model, ChatRequest.Builder request) {
        return Json.read(GeminiChat.at(ChatInput::model)
                .encode(new ChatInput(request.build(), model, false, Map.of()))
                .body());
    }

    private static void stream(String chunk) {
        new GeminiStream().accept("", bytes(chunk), event -> {});
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
