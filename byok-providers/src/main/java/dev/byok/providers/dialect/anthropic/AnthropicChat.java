package dev.byok.providers.dialect.anthropic;

import dev.byok.chat.ChatCompletion;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    private final @Nullable Cloud cloud;

    private AnthropicChat(@Nullable Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * How a cloud serves the same format: the model stands in the path, the version in the body.
     *
     * @param version the value of {@code anthropic_version}
     * @param path makes the path; segments from outside go through {@link dev.byok.providers.spec.Paths#segment}
     * @param streamInBody whether the body says that the answer shall be streamed; else the path does
     */
    public record Cloud(String version, Function<ChatInput, String> path, boolean streamInBody) {}

    /** {@return the dialect} */
    public static AnthropicChat create() {
        return new AnthropicChat(null);
    }

    /**
     * {@return the dialect as a cloud serves it}
     *
     * @param cloud what differs
     */
    public static AnthropicChat on(Cloud cloud) {
        return new AnthropicChat(cloud);
    }

    @Override
    public HttpCall encode(ChatInput input) {
        return HttpCall.post(
                cloud == null ? PATH : cloud.path().apply(input),
                Json.write(json -> new AnthropicRequestWriter(json, cloud).write(input)));
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
