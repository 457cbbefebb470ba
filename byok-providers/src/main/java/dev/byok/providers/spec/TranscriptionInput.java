package dev.byok.providers.spec;

import dev.byok.transcription.TranscriptionRequest;
import java.util.Map;

/**
 * What a dialect turns into a request for a transcript.
 *
 * @param request the audio
 * @param model the vendor's model id; {@code *} for a vendor that has none
 * @param fields the credential's fields that are not secret, for vendors that want some in the path
 */
public record TranscriptionInput(TranscriptionRequest request, String model, Map<String, String> fields) {

    /** Copies the fields. */
    public TranscriptionInput {
        fields = Map.copyOf(fields);
    }
}
