package dev.byok.providers.audio;

/** Bytes that are not the audio they should be. */
public final class MalformedAudio extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedAudio(String message) {
        super(message, null, false, false);
    }
}
