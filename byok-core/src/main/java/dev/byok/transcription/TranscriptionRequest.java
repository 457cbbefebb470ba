package dev.byok.transcription;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recorded audio that shall be written down, free of any vendor's wire format. Immutable.
 *
 * <p>Settings that a vendor does not have are left out of its request. What only one vendor has goes into
 * {@link Builder#extra}.
 */
public final class TranscriptionRequest {

    private final AudioFile audio;
    private final @Nullable String language;
    private final @Nullable String prompt;
    private final boolean words;
    private final boolean speakers;
    private final Map<String, Object> extra;

    private TranscriptionRequest(Builder builder, AudioFile audio) {
        this.audio = audio;
        this.language = builder.language;
        this.prompt = builder.prompt;
        this.words = builder.words;
        this.speakers = builder.speakers;
        this.extra = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extra));
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the audio} */
    public AudioFile audio() {
        return audio;
    }

    /** {@return the language as BCP 47 writes it; empty to have it recognised} */
    public Optional<String> language() {
        return Optional.ofNullable(language);
    }

    /** {@return names and words that are likely to come} */
    public Optional<String> prompt() {
        return Optional.ofNullable(prompt);
    }

    /** {@return whether every word is wanted with its times} */
    public boolean words() {
        return words;
    }

    /** {@return whether speakers shall be told apart} */
    public boolean speakers() {
        return speakers;
    }

    /** {@return vendor parameters by name, in the order they were given, see {@link Builder#extra}} */
    public Map<String, Object> extra() {
        return extra;
    }

    /** {@return what the audio is; no content} */
    @Override
    public String toString() {
        return "TranscriptionRequest[" + audio + "]";
    }

    /** Collects a request. Not thread-safe. */
    public static final class Builder {

        private @Nullable AudioFile audio;
        private @Nullable String language;
        private @Nullable String prompt;
        private boolean words;
        private boolean speakers;
        private final Map<String, Object> extra = new LinkedHashMap<>();

        private Builder() {}

        /**
         * {@return this builder}
         *
         * @param file the audio
         */
        public Builder audio(AudioFile file) {
            this.audio = Objects.requireNonNull(file, "audio");
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param tag the language as BCP 47 writes it; null to have it recognised
         */
        public Builder language(@Nullable String tag) {
            this.language = tag;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param text names and words that are likely to come; null for none
         */
        public Builder prompt(@Nullable String text) {
            this.prompt = text;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value whether every word is wanted with its times
         */
        public Builder words(boolean value) {
            this.words = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value whether speakers shall be told apart
         */
        public Builder speakers(boolean value) {
            this.speakers = value;
            return this;
        }

        /**
         * Adds a parameter that only some vendors have.
         *
         * @param name the vendor's name of it; a name that the library sets itself is refused when the call is sent
         * @param value a String, Number, Boolean, or a List or Map of such values
         * @return this builder
         */
        public Builder extra(String name, Object value) {
            extra.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, name));
            return this;
        }

        /**
         * {@return the request}
         *
         * @throws IllegalArgumentException when there is no audio, or the language is blank
         */
        public TranscriptionRequest build() {
            if (audio == null) {
                throw new IllegalArgumentException("a transcription needs audio");
            }
            if (language != null && language.isBlank()) {
                throw new IllegalArgumentException("the language is left away or not blank");
            }
            return new TranscriptionRequest(this, audio);
        }
    }
}
