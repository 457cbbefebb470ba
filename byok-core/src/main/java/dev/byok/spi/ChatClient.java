package dev.byok.spi;

import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatRequest;

/** Chat with one credential. */
public interface ChatClient {

    /**
     * Sends a request and waits for the whole answer.
     *
     * @param request what to say
     * @param model the vendor's model id
     * @param context limits and cancellation
     * @return the answer
     * @throws dev.byok.ByokException what the vendor or the way to it made of it
     */
    ChatCompletion send(ChatRequest request, String model, CallContext context);

    /**
     * Sends a request and hands the answer out as it comes.
     *
     * @param request what to say
     * @param model the vendor's model id
     * @param context limits and cancellation
     * @return the events; the vendor has answered with a success status when this returns
     * @throws dev.byok.ByokException what the vendor or the way to it made of it
     */
    ChatEvents stream(ChatRequest request, String model, CallContext context);
}
