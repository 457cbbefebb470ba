package dev.byok.providers.dialect.converse;

import dev.byok.chat.ChatCompletion;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import java.util.function.Function;

/**
 * Converse of Amazon Bedrock.
 *
 * <p>What the format has no place for: a seed, which is left out; JSON without a schema, for which one line is added to
 * the system instructions; images by URL, which are refused. A schema is enforced by models that know how, others refuse
 * it. Reasoning that was sent before is not sent back.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">API reference</a>
 */
public final class ConverseChat implements ChatDialect {

    private final Function<ChatInput, String> path;

    private ConverseChat(Function<ChatInput, String> path) {
        this.path = path;
    }

    /**
     * {@return the dialect}
     *
     * @param path makes the path; segments from outside go through {@link dev.byok.providers.spec.Paths#segment}
     */
    public static ConverseChat at(Function<ChatInput, String> path) {
        return new ConverseChat(path);
    }

    @Override
    public HttpCall encode(ChatInput input) {
        return HttpCall.post(
                path.apply(input), Json.write(json -> new ConverseRequestWriter(json).write(input.request())));
    }

    @Override
    public ChatCompletion decode(byte[] body) {
        return ConverseReply.read(Json.read(body));
    }

    @Override
    public ChatStreamReader newStreamReader() {
        return new ConverseStream();
    }
}
