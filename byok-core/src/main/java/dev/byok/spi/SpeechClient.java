package dev.byok.spi;

import dev.byok.speech.AudioFormat;
import dev.byok.speech.SpeechRequest;

/** Speaks with one credential. */
public interface SpeechClient {

    /**
     * {@return whether the vendor itself tells the times of words for such a request}
     *
     * @param request what to say
     * @param model the vendor's model id
     */
    default boolean timesWords(SpeechRequest request, String model) {
        return false;
    }

    /**
     * {@return whether the audio can be had in a format; true unless the vendor is known not to}
     *
     * @param format what the audio shall be
     * @param model the vendor's model id
     */
    default boolean speaks(AudioFormat format, String model) {
        return true;
    }

    /**
     * Sends a request and hands the audio out as it comes, in the format that the request asks for.
     *
     * @param request what to say
     * @param model the vendor's model id; {@code *} for a vendor that has none
     * @param context limits and cancellation
     * @return the audio; the vendor has answered with a success status when this returns
     * @throws dev.byok.ByokException what the vendor or the way to it made of it
     */
    SpeechEvents stream(SpeechRequest request, String model, CallContext context);
}
