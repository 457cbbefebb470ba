package dev.byok.providers.dialect.openai;

/**
 * In what a vendor deviates from OpenAI's chat format.
 *
 * @param path where chats are posted
 * @param maxTokens the name of the limit of output tokens
 * @param streamUsage whether usage in a stream has to be asked for with {@code stream_options}
 * @param endsWithoutMarker whether a stream may end without {@code [DONE]} once it said why the answer ended
 */
public record OpenAiQuirks(String path, String maxTokens, boolean streamUsage, boolean endsWithoutMarker) {

    /** {@return OpenAI itself} */
    public static OpenAiQuirks none() {
        return new OpenAiQuirks("chat/completions", "max_completion_tokens", true, false);
    }

    /** {@return these, with the older name for the limit of output tokens} */
    public OpenAiQuirks oldMaxTokens() {
        return new OpenAiQuirks(path, "max_tokens", streamUsage, endsWithoutMarker);
    }

    /** {@return these, for a vendor that always reports usage and may refuse to be asked} */
    public OpenAiQuirks usageUnasked() {
        return new OpenAiQuirks(path, maxTokens, false, endsWithoutMarker);
    }

    /** {@return these, for servers that leave {@code [DONE]} away} */
    public OpenAiQuirks withoutMarker() {
        return new OpenAiQuirks(path, maxTokens, streamUsage, true);
    }
}
