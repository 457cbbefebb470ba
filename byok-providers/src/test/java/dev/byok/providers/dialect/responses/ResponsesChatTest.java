package dev.byok.providers.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.FinishReason;
import dev.byok.chat.Message;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolCall;
import dev.byok.chat.ToolChoice;
import dev.byok.chat.Usage;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OpenAI's own requests and answers, and what the contract's cases leave open. */
final class ResponsesChatTest {

    private static final ResponsesQuirks NONE = ResponsesQuirks.none();
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}";

    @Test
    void writesEverySettingThatTheFormatHas() {
        ChatRequest.Builder request = hello().temperature(0.7)
                .topP(0.9)
                .maxTokens(256)
                .seed(7)
                .reasoningEffort(ReasoningEffort.MINIMAL)
                .extra("service_tier", "auto");

        assertThat(body(NONE, request))
                .isEqualTo(Json.readOrNull("{\"model\":\"some-model\","
                        + "\"input\":[{\"type\":\"message\",\"role\":\"user\",\"content\":\"Say hello.\"}],"
                        + "\"temperature\":0.7,\"top_p\":0.9,\"max_output_tokens\":256,"
                        + "\"reasoning\":{\"effort\":\"minimal\"},\"store\":false,\"service_tier\":\"auto\"}"));
    }

    @Test
    void refusesStopSequences() {
        assertThatThrownBy(() -> body(NONE, hello().stop("END"))).isInstanceOfSatisfying(ByokException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_CAPABILITY);
            assertThat(e.hint()).isPresent();
        });
    }

    @Test
    void asksForJsonAsOpenAiDoes() {
        assertThat(body(NONE, hello().responseFormat(ResponseFormat.JSON)).get("text"))
                .isEqualTo(Json.readOrNull("{\"format\":{\"type\":\"json_object\"}}"));
        assertThat(body(NONE, hello().responseFormat(ResponseFormat.jsonSchema("greeting", SCHEMA)))
                        .get("text"))
                .isEqualTo(Json.readOrNull("{\"format\":{\"type\":\"json_schema\",\"name\":\"greeting\",\"schema\":"
                        + SCHEMA + ",\"strict\":true}}"));
    }

    @Test
    void choosesATool() {
        assertThat(toolChoice(NONE, ToolChoice.REQUIRED)).isEqualTo("\"required\"");
        assertThat(toolChoice(NONE, ToolChoice.NONE)).isEqualTo("\"none\"");
        assertThat(toolChoice(NONE, ToolChoice.of("get_time")))
                .isEqualTo("{\"type\":\"function\",\"name\":\"get_time\"}");
        assertThat(toolChoice(NONE.responseFormat(), ToolChoice.of("get_time"))).isEqualTo("{\"name\":\"get_time\"}");
    }

    @Test
    void letsTheCallerHaveTheAnswerKept() {
        assertThat(body(NONE, hello().extra("store", true)).get("store").booleanValue())
                .isTrue();
    }

    @Test
    void limitsTheModelsThatWantALimit() {
        ResponsesQuirks quirks = NONE.limitFor(model -> model.startsWith("some-"));

        assertThat(body(quirks, hello()).get("max_output_tokens").intValue()).isEqualTo(4096);
        assertThat(body(quirks, hello().maxTokens(5)).get("max_output_tokens").intValue())
                .isEqualTo(5);
        assertThat(body(NONE, hello()).has("max_output_tokens")).isFalse();
    }

    @Test
    void keepsQuirksApart() {
        ResponsesQuirks quirks = NONE.at("agent").modelIn(model -> "preset").responseFormat();

        assertThat(call(quirks, hello()).path()).isEqualTo("agent");
        assertThat(body(quirks, hello()).get("preset").textValue()).isEqualTo("some-model");
        assertThat(call(NONE, hello()).path()).isEqualTo("responses");
        assertThat(body(NONE, hello()).get("model").textValue()).isEqualTo("some-model");
    }

    @Test
    void readsReasoningAndUsageOfOpenAi() {
        ChatCompletion answer = decode(
                "{\"id\":\"resp_1\",\"model\":\"gpt\",\"status\":\"completed\",\"error\":null,"
                        + "\"output\":[{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"Be brief.\"}]},"
                        + "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hi.\"}]}],"
                        + "\"usage\":{\"input_tokens\":2048,\"input_tokens_details\":{\"cached_tokens\":1024,"
                        + "\"cache_write_tokens\":512},\"output_tokens\":130,\"output_tokens_details\":{\"reasoning_tokens\":128}}}");

        assertThat(answer.reasoning()).isEqualTo("Be brief.");
        assertThat(answer.text()).isEqualTo("Hi.");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.usage()).isEqualTo(new Usage(2048, 1024, 512, 130, 128, true));
    }

    @Test
    void takesARefusalForWithheldContent() {
        ChatCompletion answer = decode("{\"status\":\"completed\",\"output\":[{\"type\":\"message\","
                + "\"content\":[{\"type\":\"refusal\",\"refusal\":\"No.\"}]}]}");

        assertThat(answer.text()).isEqualTo("No.");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void saysWhyAnAnswerIsIncomplete() {
        assertThat(incomplete("max_output_tokens")).isEqualTo(FinishReason.LENGTH);
        assertThat(incomplete("content_filter")).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(incomplete("max_tool_calls")).isEqualTo(FinishReason.OTHER);
    }

    @Test
    void takesARunThatFailedForAnError() {
        for (String status : new String[] {"failed", "cancelled"}) {
            assertThatThrownBy(() -> decode("{\"status\":\"" + status + "\",\"output\":[]}"))
                    .isInstanceOf(ErrorInReply.class);
        }
    }

    @Test
    void refusesACallWithoutAName() {
        assertThatThrownBy(() -> decode("{\"output\":[{\"type\":\"function_call\",\"call_id\":\"a\"}]}"))
                .isInstanceOf(MalformedReply.class);
    }

    @Test
    void readsACallWithoutArguments() {
        assertThat(decode("{\"output\":[{\"type\":\"function_call\",\"call_id\":\"a\",\"name\":\"get_time\"}]}")
                        .toolCalls())
                .containsExactly(new ToolCall("a", "get_time", "{}"));
    }

    private static FinishReason incomplete(String reason) {
        return decode("{\"status\":\"incomplete\",\"output\":[],\"incomplete_details\":{\"reason\":\"" + reason
                        + "\"}}")
                .finishReason();
    }

    private static String toolChoice(ResponsesQuirks quirks, ToolChoice choice) {
        return body(quirks, hello().tool(new Tool("get_time", null, SCHEMA)).toolChoice(choice))
                .get("tool_choice")
                .toString();
    }

    private static ChatRequest.Builder hello() {
        return ChatRequest.builder().message(Message.user("Say hello."));
    }

    private static HttpCall call(ResponsesQuirks quirks, ChatRequest.Builder request) {
        return ResponsesChat.with(quirks).encode(new ChatInput(request.build(), "some-model", false, Map.of()));
    }

    private static JsonNode body(ResponsesQuirks quirks, ChatRequest.Builder request) {
        return Json.read(call(quirks, request).body());
    }

    private static ChatCompletion decode(String reply) {
        return ResponsesChat.with(NONE).decode(reply.getBytes(StandardCharsets.UTF_8));
    }
}
