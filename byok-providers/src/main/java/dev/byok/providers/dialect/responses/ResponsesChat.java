package dev.byok.providers.dialect.responses;

import dev.byok.chat.ChatCompletion;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;

/**
 * OpenAI's responses, as one call each: the whole conversation is sent, and the vendor is asked not to keep the answer.
 *
 * <p>What the format has no place for: a seed, which is left out, and stop sequences, which are refused, because an
 * answer that runs past them is another one than was asked for. Reasoning that was sent before is not sent back.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses">API reference</a>
 */
public final class ResponsesChat implements ChatDialect {

    private final ResponsesQuirks quirks;

    private ResponsesChat(ResponsesQuirks quirks) {
        this.quirks = quirks;
    }

    /**
     * {@return the dialect as one vendor speaks it}
     *
     * @param quirks in what the vendor deviates
     */
    public static ResponsesChat with(ResponsesQuirks quirks) {
        return new ResponsesChat(quirks);
    }

    @Override
    public HttpCall encode(ChatInput input) {
        return HttpCall.post(quirks.path(), Json.write(json -> new ResponsesRequestWriter(json, quirks).write(input)));
    }

    @Override
    public ChatCompletion decode(byte[] body) {
        return ResponsesReply.read(Json.read(body));
    }

    @Override
    public ChatStreamReader newStreamReader() {
        return new ResponsesStream();
    }
}
