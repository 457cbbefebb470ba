package dev.byok.spi;

import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionRequest;

/** Writes down recorded audio with one credential. */
@FunctionalInterface
public interface TranscriptionClient {

    /**
     * Sends audio and waits for what is said in it.
     *
     * @param request the audio, and what is wanted of it
     * @param model the vendor's model id; {@code *} for a vendor that has none
     * @param context limits and cancellation
     * @return what is said
     * @throws dev.byok.ByokException what the vendor or the way to it made of it
     */
    Transcript transcribe(TranscriptionRequest request, String model, CallContext context);
}
