package dev.byok.speech;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What shall be spoken, free of any vendor's wire format. Immutable.
 *
 * <p>Settings that a vendor does not have are left out of its request; the format is always kept, because the library
 * converts. What only one vendor has goes into {@link Builder#extra}.
 */
public final class SpeechRequest {

    private final String text;
    private final @Nullable String voice;
    private final AudioFormat format;
    private final @Nullable Double speed;
    private final @Nullable String language;
    private final @Nullable String instructions;
    private final boolean timestamps;
    private final Map<String, Object> extra;

    private SpeechRequest(Builder builder, String text) {
        this.text = text;
        this.voice = builder.voice;
        this.format = builder.format;
        this.speed = builder.speed;
        this.language = builder.language;
        this.instructions = builder.instructions;
        this.timestamps = builder.timestamps;
        this.extra = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extra));
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with everything of this request} */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.text = text;
        builder.voice = voice;
        builder.format = format;
        builder.speed = speed;
        builder.language = language;
        builder.instructions = instructions;
        builder.timestamps = timestamps;
        builder.extra = new LinkedHashMap<>(extra);
        return builder;
    }

    /** {@return what is spoken; not blank} */
    public String text() {
        return text;
    }

    /** {@return the vendor's id of the voice; empty for the vendor's default, where it has one} */
    public Optional<String> voice() {
        return Optional.ofNullable(voice);
    }

    /** {@return the format that the audio comes in} */
    public AudioFormat format() {
        return format;
    }

    /** {@return how fast it is spoken, 1 being normal} */
    public OptionalDouble speed() {
        return speed == null ? OptionalDouble.empty() : OptionalDouble.of(speed);
    }

    /** {@return the language as BCP 47 writes it} */
    public Optional<String> language() {
        return Optional.ofNullable(language);
    }

    /** {@return how it is spoken, in words, for models that listen to such} */
    public Optional<String> instructions() {
        return Optional.ofNullable(instructions);
    }

    /** {@return whether the times of words are wanted} */
    public boolean timestamps() {
        return timestamps;
    }

    /** {@return vendor parameters by name, in the order they were given, see {@link Builder#extra}} */
    public Map<String, Object> extra() {
        return extra;
    }

    /** {@return sizes and the format; no content} */
    @Override
    public String toString() {
        return "SpeechRequest[" + text.length() + " characters, " + format + "]";
    }

    /** Collects a request. Not thread-safe. Setters check their own argument and name it. */
    public static final class Builder {

        private static final double SLOWEST = 0.25;
        private static final double FASTEST = 4;

        private @Nullable String text;
        private @Nullable String voice;
        private AudioFormat format = AudioFormat.PCM_24000;
        private @Nullable Double speed;
        private @Nullable String language;
        private @Nullable String instructions;
        private boolean timestamps;
        private Map<String, Object> extra = new LinkedHashMap<>();

        private Builder() {}

        /**
         * {@return this builder}
         *
         * @param value what is spoken
         */
        public Builder text(String value) {
            this.text = Objects.requireNonNull(value, "text");
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param id the vendor's id of the voice; null for its default
         */
        public Builder voice(@Nullable String id) {
            this.voice = id;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value the format that the audio comes in; {@link AudioFormat#PCM_24000} unless said
         */
        public Builder format(AudioFormat value) {
            this.format = Objects.requireNonNull(value, "format");
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value how fast it is spoken: 1 is normal; from 0.25 to 4, of which vendors take a part
         */
        public Builder speed(double value) {
            if (!(value >= SLOWEST && value <= FASTEST)) {
                throw new IllegalArgumentException("speed is from " + SLOWEST + " to " + FASTEST + ", not " + value);
            }
            this.speed = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param tag the language as BCP 47 writes it, for example {@code en} or {@code de-AT}; null to leave it to the
         *     voice
         */
        public Builder language(@Nullable String tag) {
            this.language = tag;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value how it is spoken, in words, for example {@code calm and slow}; null for no such words
         */
        public Builder instructions(@Nullable String value) {
            this.instructions = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value whether the times of words are wanted
         */
        public Builder timestamps(boolean value) {
            this.timestamps = value;
            return this;
        }

        /**
         * Adds a parameter that only some vendors have, at the top level of the request.
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
         * @throws IllegalArgumentException when there is no text, or voice or language is blank
         */
        public SpeechRequest build() {
            if (text == null || text.isBlank()) {
                throw new IllegalArgumentException("speech needs a text");
            }
            if ((voice != null && voice.isBlank()) || (language != null && language.isBlank())) {
                throw new IllegalArgumentException("voice and language are left away or not blank");
            }
            return new SpeechRequest(this, text);
        }
    }
}
