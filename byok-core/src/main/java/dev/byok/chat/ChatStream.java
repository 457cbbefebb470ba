package dev.byok.chat;

import dev.byok.routing.Receipt;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * A streamed answer. It began with content, so its route is settled: what fails from here on is thrown from
 * {@link #hasNext()} or {@link #next()}, as {@code INCOMPLETE}, {@code TIMEOUT} or {@code CANCELLED}.
 *
 * <pre>{@code
 * try (ChatStream stream = tenant.chat().model("openai/gpt-4o").user("Hi").stream()) {
 *     stream.forEachText(System.out::print);
 * }
 * }</pre>
 *
 * <p>Read it with one thread at a time. {@link #close()} may be called by any thread and ends the call at the vendor.
 * Close it always: until then a connection is held and the opened key stays in memory.
 */
public interface ChatStream extends Iterator<ChatEvent>, AutoCloseable {

    /**
     * Waits until the next event is there.
     *
     * @return false when the answer is complete
     * @throws dev.byok.ByokException when the answer breaks off
     */
    @Override
    boolean hasNext();

    /**
     * Waits for the next event.
     *
     * @return the event
     * @throws NoSuchElementException when the answer is complete
     * @throws dev.byok.ByokException when the answer breaks off
     */
    @Override
    ChatEvent next();

    /** {@return the answer as far as it has come, added up; it may be a piece ahead of what was read} */
    ChatCompletion soFar();

    /**
     * {@return every attempt; the last one, which serves the answer, has estimated figures until the answer was read to
     * its end or the stream was closed}
     */
    Receipt receipt();

    /** Ends the call if it still runs, and wipes the key. Closing twice does nothing more. */
    @Override
    void close();

    /**
     * Reads on to the end and adds everything up, also what was read before.
     *
     * @return the whole answer and its receipt
     * @throws dev.byok.ByokException when the answer breaks off
     */
    default ChatResponse toResponse() {
        while (hasNext()) {
            next();
        }
        return new ChatResponse(soFar(), receipt());
    }

    /**
     * Reads on to the end and hands the pieces of text out.
     *
     * @param consumer gets each piece as it comes
     * @throws dev.byok.ByokException when the answer breaks off
     */
    default void forEachText(Consumer<? super String> consumer) {
        while (hasNext()) {
            if (next() instanceof ChatEvent.Text text) {
                consumer.accept(text.text());
            }
        }
    }
}
