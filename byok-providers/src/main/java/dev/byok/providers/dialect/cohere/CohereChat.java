package dev.byok.providers.dialect.cohere;

import dev.byok.chat.ChatCompletion;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;

/**
 * Cohere's chat, version 2.
 *
 * <p>What the format has no place for: the choice of one tool by name. That tool is then the only one offered, and has to
 * be called. The reasoning effort is on or off, and off for the least one. What a model says
 * before it calls tools is its {@code tool_plan} there and text here, as with other vendors. Reasoning that was sent
 * before is not sent back.
 *
 * <p>Usage is what Cohere bills: the caller's own tokens, as other vendors count them. The model reads more than these,
 * because Cohere puts instructions of its own around them, and reports what came from the cache of all together, so no
 * cached tokens are told.
 *
 * @see <a href="https://docs.cohere.com/v2/reference/chat">API reference</a>
 */
public final class CohereChat implements ChatDialect {

    private CohereChat() {}

    /** {@return the dialect} */
    public static CohereChat create() {
        return new CohereChat();
    }

    @Override
    public HttpCall encode(ChatInput input) {
        return HttpCall.post("v2/chat", Json.write(json -> new CohereRequestWriter(json).write(input)));
    }

    @Override
    public ChatCompletion decode(byte[] body) {
        return CohereReply.read(Json.read(body));
    }

    @Override
    public ChatStreamReader newStreamReader() {
        return new CohereStream();
    }
}
