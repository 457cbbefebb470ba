package dev.byok.providers.dialect.openai;

import dev.byok.chat.ChatCompletion;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;

/**
 * OpenAI's chat completions.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">API reference</a>
 */
public final class OpenAiChat implements ChatDialect {

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
    public HttpCall encode(ChatInput input) {
        return HttpCall.post(
                quirks.path(input), Json.write(json -> new OpenAiRequestWriter(json, quirks).write(input)));
    }

    @Override
    public boolean alwaysStreams() {
        return quirks.isAlwaysStreamed();
    }

    @Override
    public ChatCompletion decode(byte[] body) {
        ChatCompletion answer = OpenAiReply.read(Json.read(body), quirks);
        new ErrorText(quirks.errorText()).next(answer.text());
        return answer;
    }

    @Override
    public ChatStreamReader newStreamReader() {
        return new OpenAiStream(quirks);
    }
}
