package dev.byok.spi;

import dev.byok.speech.AudioFormat;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionSession;
import java.util.function.Consumer;

/** Writes down audio while it is spoken, with one credential. */
@FunctionalInterface
public interface LiveTranscriptionClient {

    /**
     * {@return whether audio may come in a format; unless the vendor says otherwise PCM and mu-law may}
     *
     * @param format how the audio comes
     * @param model the vendor's model id
     */
    default boolean hears(AudioFormat format, String model) {
        return format.encoding() == AudioFormat.Encoding.PCM || format.encoding() == AudioFormat.Encoding.MULAW;
    }

    /**
     * Opens a session.
     *
     * @param request what the audio is like, and what is wanted of it
     * @param model the vendor's model id; {@code *} for a vendor that has none
     * @param events gets every event in order, one at a time and on a thread of the library; must not block.
     *     {@link TranscriptionEvent.Closed} is the last one and comes exactly once
     * @param context cancellation, which ends the session, and limits, which hold for its opening alone
     * @return the session, open: the vendor took the key
     * @throws dev.byok.ByokException what the vendor or the way to it made of it; then no event comes
     */
    TranscriptionSession open(
            LiveTranscriptionRequest request,
            String model,
            Consumer<? super TranscriptionEvent> events,
            CallContext context);
}
