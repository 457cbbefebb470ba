package dev.byok.providers.spec;

import dev.byok.chat.ChatCompletion;

/** A chat wire format: pure functions between values and bytes. Thread-safe. */
public interface ChatDialect {

    /**
     * {@return the request}
     *
     * @param input what to say, to which model
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when the request cannot be put into this format
     */
    HttpCall encode(ChatInput input);

    /** {@return whether every answer is streamed, also one that is wanted in one piece} */
    default boolean alwaysStreams() {
        return false;
    }

    /**
     * {@return the answer}
     *
     * @param body the body of a success reply
     * @throws MalformedReply when it does not follow the format
     * @throws ErrorInReply when it holds an error
     */
    ChatCompletion decode(byte[] body);

    /** {@return a reader of one streamed answer} */
    ChatStreamReader newStreamReader();
}
