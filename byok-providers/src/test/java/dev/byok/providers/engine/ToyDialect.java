package dev.byok.providers.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.FinishReason;
import dev.byok.chat.Usage;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import java.util.List;
import java.util.function.Consumer;

/** The smallest wire format: {@code {"text":"…"}}, {@code {"finish":true}}, {@code {"error":…}} and {@code [DONE]}. */
record ToyDialect(boolean endMarkerIsOptional) implements ChatDialect {

    @Override
    public HttpCall encode(ChatInput input) {
        return HttpCall.post(
                "chat", ("{\"model\":\"" + input.model() + "\",\"stream\":" + input.stream() + "}").getBytes(UTF_8));
    }

    @Override
    public ChatCompletion decode(byte[] body) {
        String text = text(Json.read(body));
        return new ChatCompletion("id", "toy", text, "", List.of(), FinishReason.STOP, Usage.UNKNOWN);
    }

    @Override
    public ChatStreamReader newStreamReader() {
        return new Reader();
    }

    private static String text(JsonNode json) {
        ErrorInReply.requireNone(json);
        return Json.text(json, "text").orElseThrow(() -> new MalformedReply("it has no text"));
    }

    private final class Reader implements ChatStreamReader {

        private boolean finished;

        @Override
        public boolean accept(String event, byte[] data, Consumer<? super ChatEvent> out) {
            if (new String(data, UTF_8).equals("[DONE]")) {
                return true;
            }
            JsonNode json = Json.read(data);
            if (json.has("start")) {
                out.accept(new ChatEvent.Started("id", "toy"));
            } else if (json.has("finish")) {
                finished = true;
                out.accept(new ChatEvent.Finished(FinishReason.STOP));
            } else {
                out.accept(new ChatEvent.Text(text(json)));
            }
            return false;
        }

        @Override
        public boolean mayEndHere() {
            return endMarkerIsOptional && finished;
        }
    }
}
