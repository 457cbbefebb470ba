package dev.byok.providers.dialect.openai;

import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatRequest;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;

/**
 * OpenAI's chat completions.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">API reference</a>
 */
public final class OpenAiChat implements ChatDialect {

    private static final String PATH = "chat/completions";

    private final OpenAiQuirks quirks;

    private OpenAiChat(OpenAiQuirks quirks) {
        this.quirks = quirks;
    }

    /**
     * {@return the dialect as one vendor speaks it}
     *
     * @param quirks in what the vendor deviates
     */
    public static OpenAiChat with(OpenAiQuirks quirks) {
        return new OpenAiChat(quirks);
    }

    @Override
    public HttpCall encode(ChatRequest request, String model, boolean stream) {
        return HttpCall.post(
                PATH, Json.write(json -> new OpenAiRequestWriter(json, quirks).write(request, model, stream)));
    }

    @Override
    public boolean alwaysStreams() {
        return quirks.isAlwaysStreamed();
    }

    @Override
    public ChatCompletion decode(byte[] body) {
        return OpenAiReply.read(Json.read(body));
    }

    @Override
    public ChatStreamReader newStreamReader() {
        return new OpenAiStream(quirks.endsWithoutMarker());
    }
}
