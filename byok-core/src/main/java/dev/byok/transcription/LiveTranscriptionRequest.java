package dev.byok.transcription;

import dev.byok.speech.AudioFormat;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What live audio is like, and what is wanted of it. Immutable.
 *
 * @param format PCM or mu-law
 * @param language the language as BCP 47 writes it; empty to have it recognised
 * @param prompt names and words that are likely to come
 * @param interim whether texts are wanted before they are final
 * @param words whether every word is wanted with its times
 * @param extra vendor parameters by name; a name that the library sets itself is refused when the session is opened
 */
public record LiveTranscriptionRequest(
        AudioFormat format,
        Optional<String> language,
        Optional<String> prompt,
        boolean interim,
        boolean words,
        Map<String, Object> extra) {

    /** Copies the parameters and checks the format. */
    public LiveTranscriptionRequest {
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(prompt, "prompt");
        if (format.encoding() != AudioFormat.Encoding.PCM && format.encoding() != AudioFormat.Encoding.MULAW) {
            throw new IllegalArgumentException("live audio is PCM or mu-law, not " + format);
        }
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /**
     * {@return a request for interim texts and nothing more}
     *
     * @param format PCM or mu-law
     * @param language the language as BCP 47 writes it; null to have it recognised
     */
    public static LiveTranscriptionRequest of(AudioFormat format, @Nullable String language) {
        return new LiveTranscriptionRequest(
                format, Optional.ofNullable(language), Optional.empty(), true, false, Map.of());
    }
}
