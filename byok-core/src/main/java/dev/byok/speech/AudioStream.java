package dev.byok.speech;

import dev.byok.routing.Receipt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Spoken audio as it comes. It began with audio, so its route is settled: what fails from here on is thrown from
 * {@link #hasNext()} or {@link #next()}, as {@code INCOMPLETE}, {@code TIMEOUT} or {@code CANCELLED}.
 *
 * <pre>{@code
 * try (AudioStream audio = tenant.speech().model("openai/gpt-4o-mini-tts").voice("alloy").text("Hi").stream()) {
 *     audio.writeTo(line);
 * }
 * }</pre>
 *
 * <p>Nothing is collected: what was given out is gone. Read it with one thread at a time. {@link #close()} may be called
 * by any thread and ends the call at the vendor. Close it always: until then a connection is held and the opened key stays
 * in memory.
 */
public interface AudioStream extends Iterator<byte[]>, AutoCloseable {

    /** {@return the format, which is the one that was asked for} */
    AudioFormat format();

    /**
     * Waits until the next piece of audio is there.
     *
     * @return false when the audio is complete
     * @throws dev.byok.ByokException when it breaks off
     */
    @Override
    boolean hasNext();

    /**
     * Waits for the next piece of audio.
     *
     * @return whole samples in the format that was asked for, never empty
     * @throws NoSuchElementException when the audio is complete
     * @throws dev.byok.ByokException when it breaks off
     */
    @Override
    byte[] next();

    /** {@return the times of words that have come so far; empty when none were asked for} */
    List<WordTimestamp> words();

    /** {@return how many characters are spoken, by the vendor's count once it has told one} */
    long characters();

    /**
     * {@return every attempt; the last one, which serves the audio, has its final figures once the audio was read to its
     * end or the stream was closed}
     */
    Receipt receipt();

    /** Ends the call if it still runs, and wipes the key. Closing twice does nothing more. */
    @Override
    void close();

    /**
     * Reads on to the end and writes every piece as it comes.
     *
     * @param out flushed after each piece; stays open
     * @throws IOException when it does not take more
     * @throws dev.byok.ByokException when the audio breaks off
     */
    default void writeTo(OutputStream out) throws IOException {
        while (hasNext()) {
            out.write(next());
            out.flush();
        }
    }
}
