package dev.byok.providers.dialect.anthropic;

import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatRequest;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;

/**
 * Anthropic's messages.
 *
 * <p>What the format has no place for: a seed, which is left out, and JSON without a schema. For the latter one line is
 * added to the system instructions; nothing enforces it. Thinking that was sent before is not sent back.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">API reference</a>
 */
public final class AnthropicChat implements ChatDialect {

    private static final String PATH = "v1/messages";

    private AnthropicChat() {}

    /** {@return the dialect} */
    public static AnthropicChat create() {
        return new AnthropicChat();
    }

    @Override
    public HttpCall encode(ChatRequest request, String model, boolean stream) {
        return HttpCall.post(PATH, Json.write(json -> new AnthropicRequestWriter(json).write(request, model, stream)));
    }

    @Override
    public ChatCompletion decode(byte[] body) {
        return AnthropicReply.read(Json.read(body));
    }

    @Override
    public ChatStreamReader newStreamReader() {
        return new AnthropicStream();
    }
}
