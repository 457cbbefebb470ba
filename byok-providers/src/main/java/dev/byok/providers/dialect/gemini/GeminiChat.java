package dev.byok.providers.dialect.gemini;

import dev.byok.chat.ChatCompletion;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import java.util.function.Function;

/**
 * Google's generateContent.
 *
 * <p>What the format has no place for: the name of a JSON schema. A parameter {@code generationConfig} that the caller
 * adds is merged into the one that the request's own settings make.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">API reference</a>
 */
public final class GeminiChat implements ChatDialect {

    private final Function<ChatInput, String> modelPath;

    private GeminiChat(Function<ChatInput, String> modelPath) {
        this.modelPath = modelPath;
    }

    /**
     * {@return the dialect}
     *
     * @param modelPath makes the path of the model, without the method; segments from outside go through
     *     {@link dev.byok.providers.spec.Paths#segment}
     */
    public static GeminiChat at(Function<ChatInput, String> modelPath) {
        return new GeminiChat(modelPath);
    }

    @Override
    public HttpCall encode(ChatInput input) {
        // without alt=sse the stream is one JSON array
        String method = input.stream() ? ":streamGenerateContent?alt=sse" : ":generateContent";
        return HttpCall.post(
                modelPath.apply(input) + method, Json.write(json -> new GeminiRequestWriter(json).write(input)));
    }

    @Override
    public ChatCompletion decode(byte[] body) {
        return GeminiReply.read(Json.read(body));
    }

    @Override
    public ChatStreamReader newStreamReader() {
        return new GeminiStream();
    }
}
