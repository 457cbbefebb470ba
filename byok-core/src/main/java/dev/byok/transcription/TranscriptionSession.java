package dev.byok.transcription;

/**
 * A live transcription. Audio goes in here, what is heard comes as {@link TranscriptionEvent}s to the consumer that the
 * session was opened with.
 *
 * <p>{@link #send} is for one thread at a time; everything else may be called by any thread.
 */
public interface TranscriptionSession extends AutoCloseable {

    /**
     * Sends audio, in the format that the session was opened with. The bytes are copied or sent before this returns.
     *
     * @param audio any number of whole samples
     * @throws dev.byok.ByokException {@code CANCELLED} when the session is over; {@code RATE_LIMITED} when the vendor takes
     *     audio slower than it is sent and too much is waiting
     */
    void send(byte[] audio);

    /** Asks for the final text of what was said so far, without waiting for a pause. A vendor without that ignores it. */
    void endUtterance();

    /**
     * Says that no more audio comes. The last finals follow, then {@link TranscriptionEvent.Closed}; if the vendor does not
     * end by itself the session is closed after 15 seconds.
     */
    void finish();

    /** Ends the session at once; what was not written down yet is lost. Closing twice does nothing more. */
    @Override
    void close();
}
