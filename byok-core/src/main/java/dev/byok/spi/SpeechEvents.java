package dev.byok.spi;

import dev.byok.speech.SpeechEvent;
import org.jspecify.annotations.Nullable;

/** Spoken audio as it comes, read by one thread at a time. */
public interface SpeechEvents extends AutoCloseable {

    /**
     * Waits for the next event.
     *
     * @return the event, or null after the end of the audio
     * @throws dev.byok.ByokException when the audio fails; audio that is cut off is {@code INCOMPLETE}
     */
    @Nullable
    SpeechEvent next();

    /** Ends the call at the vendor if it still runs. May be called by any thread. */
    @Override
    void close();
}
