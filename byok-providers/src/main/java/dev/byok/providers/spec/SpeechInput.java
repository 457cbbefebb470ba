package dev.byok.providers.spec;

import dev.byok.speech.SpeechRequest;
import java.util.Map;

/**
 * What a dialect turns into a request for speech.
 *
 * @param request what to say
 * @param model the vendor's model id; {@code *} for a vendor that has none
 * @param fields the credential's fields that are not secret, for vendors that want some in the path
 */
public record SpeechInput(SpeechRequest request, String model, Map<String, String> fields) {

    /** Copies the fields. */
    public SpeechInput {
        fields = Map.copyOf(fields);
    }

    /** {@return the text} */
    public String text() {
        return request.text();
    }

    /**
     * {@return this input with a part of its text}
     *
     * @param part what is said in one request
     */
    public SpeechInput saying(String part) {
        return new SpeechInput(request.toBuilder().text(part).build(), model, fields);
    }
}
