package dev.byok.providers.cloud.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import java.io.IOException;
import java.util.function.Consumer;

/** A chat format as Bedrock streams it: in binary frames. */
public final class BedrockChat implements ChatDialect {

    private final ChatDialect dialect;
    private final boolean inChunks;

    private BedrockChat(ChatDialect dialect, boolean inChunks) {
        this.dialect = dialect;
        this.inChunks = inChunks;
    }

    /**
     * {@return a format whose events are those of the frames}
     *
     * @param dialect the format
     */
    public static BedrockChat of(ChatDialect dialect) {
        return new BedrockChat(dialect, false);
    }

    /**
     * {@return a model's own format, whose events InvokeModel wraps into chunks}
     *
     * @param dialect the format
     */
    public static BedrockChat invoking(ChatDialect dialect) {
        return new BedrockChat(dialect, true);
    }

    @Override
    public HttpCall encode(ChatInput input) {
        HttpCall call = dialect.encode(input);
        return input.stream() ? call.with("Accept", "application/vnd.amazon.eventstream") : call;
    }

    @Override
    public ChatCompletion decode(byte[] body) {
        return dialect.decode(body);
    }

    @Override
    public ChatStreamReader newStreamReader() {
        ChatStreamReader reader = dialect.newStreamReader();
        return inChunks ? new Chunks(reader) : reader;
    }

    /** Takes the model's own events out of the chunks; exceptions are told as errors are. */
    private record Chunks(ChatStreamReader reader) implements ChatStreamReader {

        @Override
        public boolean accept(String event, byte[] data, Consumer<? super ChatEvent> out) {
            return switch (event) {
                case "chunk" -> reader.accept("", bytes(Json.read(data)), out);
                case "exception" -> reader.accept(event, data, out);
                default -> false;
            };
        }

        @Override
        public boolean mayEndHere() {
            return reader.mayEndHere();
        }

        private static byte[] bytes(JsonNode chunk) {
            try {
                byte[] bytes = chunk.path("bytes").binaryValue();
                if (bytes != null) {
                    return bytes;
                }
            } catch (IOException e) {
                throw new MalformedReply("a chunk is not in base64");
            }
            throw new MalformedReply("a chunk has no bytes");
        }
    }
}
