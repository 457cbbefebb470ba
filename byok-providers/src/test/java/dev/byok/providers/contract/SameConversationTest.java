package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.FinishReason;
import dev.byok.chat.Message;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolCall;
import dev.byok.chat.Usage;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.Json;
import dev.byok.spi.ChatClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One conversation with a tool through every wire format: whatever a vendor calls its parts, the caller sees the same.
 * The replies are written after each vendor's reference, with the same content.
 */
final class SameConversationTest {

    private static final Tool WEATHER = new Tool(
            "get_weather",
            "The weather in a city.",
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}");

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @Test
    void isHeldInEveryFormat() throws Exception {
        assertThat(formats()).containsExactlyInAnyOrderElementsOf(dialects());
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic, anthropic",
        "cohere, cohere",
        "converse, aws-nova",
        "gemini, google",
        "openai, openai",
        "responses, perplexity"
    })
    void looksTheSameToTheCaller(String dialect, String vendor) throws Exception {
        ChatClient chat = SERVER.chat(Contract.of(vendor));
        ChatRequest question = ChatRequest.builder()
                .tool(WEATHER)
                .message(Message.user("How is the weather in Paris?"))
                .build();

        SERVER.reply(200, "application/json", reply(dialect, "1-call"));
        ChatCompletion asked = chat.send(question, ChatCase.MODEL, Loopback.context());

        assertThat(asked.text()).isEqualTo("Let me look.");
        assertThat(asked.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(asked.usage()).isEqualTo(new Usage(50, 0, 0, 20, 0, true));
        assertThat(asked.toolCalls()).hasSize(1);
        ToolCall call = asked.toolCalls().get(0);
        assertThat(call.id()).isNotBlank();
        assertThat(call.name()).isEqualTo("get_weather");
        assertThat(Json.readOrNull(call.argumentsJson())).isEqualTo(Json.readOrNull("{\"city\":\"Paris\"}"));

        SERVER.reply(200, "application/json", reply(dialect, "2-answer"));
        ChatCompletion answered = chat.send(
                question.toBuilder()
                        .message(Message.assistant(asked.text(), List.of(call)))
                        .message(Message.tool(call.id(), "21 degrees"))
                        .build(),
                ChatCase.MODEL,
                Loopback.context());

        assertThat(answered.text()).isEqualTo("It is 21 degrees in Paris.");
        assertThat(answered.toolCalls()).isEmpty();
        assertThat(answered.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answered.usage()).isEqualTo(new Usage(80, 0, 0, 10, 0, true));
        SERVER.taken();
        assertThat(SERVER.taken().getBody().utf8()).contains("get_weather", "Paris", "21 degrees");
    }

    private static List<String> formats() throws NoSuchMethodException {
        String[] rows = SameConversationTest.class
                .getDeclaredMethod("looksTheSameToTheCaller", String.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();
        return Arrays.stream(rows)
                .map(row -> row.substring(0, row.indexOf(',')))
                .toList();
    }

    private static List<String> dialects() throws Exception {
        Path classes = Path.of(ChatDialect.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> folders = Files.list(classes.resolve("dev/byok/providers/dialect"))) {
            return folders.map(folder -> folder.getFileName().toString()).toList();
        }
    }

    private static String reply(String dialect, String name) throws IOException {
        Path folder = Contract.root().resolveSibling("conversation");
        return Files.readString(folder.resolve(dialect).resolve(name + ".json"));
    }
}
