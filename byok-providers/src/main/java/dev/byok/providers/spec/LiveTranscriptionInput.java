package dev.byok.providers.spec;

import dev.byok.transcription.LiveTranscriptionRequest;
import java.util.Map;

/**
 * What a dialect turns into the opening of a live transcription.
 *
 * @param request what the audio is like
 * @param model the vendor's model id; {@code *} for a vendor that has none
 * @param fields the credential's fields that are not secret, for vendors that want some in the path
 */
public record LiveTranscriptionInput(LiveTranscriptionRequest request, String model, Map<String, String> fields) {

    /** Copies the fields. */
    public LiveTranscriptionInput {
        fields = Map.copyOf(fields);
    }
}
