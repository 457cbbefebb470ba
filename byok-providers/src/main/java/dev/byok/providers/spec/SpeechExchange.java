package dev.byok.providers.spec;

import dev.byok.speech.AudioFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A request for speech, and what its reply will be.
 *
 * @param call what to send
 * @param audio how the vendor writes the audio down; the library converts it to what the caller wants
 * @param reply the shape of the reply's body
 */
public record SpeechExchange(HttpCall call, Source audio, Reply reply) {

    /** Checks that every part is given. */
    public SpeechExchange {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(audio, "audio");
        Objects.requireNonNull(reply, "reply");
    }

    /** How a vendor writes audio down. */
    public sealed interface Source {

        /**
         * Samples of 16 bits, little-endian, without a header.
         *
         * @param sampleRate samples a second
         */
        record Pcm(int sampleRate) implements Source {}

        /**
         * Samples as floating point numbers of 32 bits, little-endian, without a header.
         *
         * @param sampleRate samples a second
         */
        record Float32(int sampleRate) implements Source {}

        /**
         * Samples of mu-law without a header.
         *
         * @param sampleRate samples a second
         */
        record MuLaw(int sampleRate) implements Source {}

        /** A WAV file, whose header tells the rest. */
        record Wav() implements Source {}

        /** MP3, which goes through as it is. */
        record Mp3() implements Source {}

        /**
         * {@return the source that is the format itself}
         *
         * @param format what the caller wants and the vendor has
         */
        static Source of(AudioFormat format) {
            return switch (format.encoding()) {
                case PCM -> new Pcm(format.sampleRate());
                case WAV -> new Wav();
                case MP3 -> new Mp3();
                case MULAW -> new MuLaw(format.sampleRate());
            };
        }
    }

    /** The shape of a reply's body. */
    public sealed interface Reply {

        /** The audio itself. */
        record Bytes() implements Reply {}

        /**
         * Server-sent events.
         *
         * @param reader makes a reader of one reply
         */
        record Events(Supplier<SpeechReader> reader) implements Reply {}

        /**
         * A JSON document on each line.
         *
         * @param reader makes a reader of one reply
         */
        record Lines(Supplier<SpeechReader> reader) implements Reply {}

        /**
         * One JSON document.
         *
         * @param reader makes a reader of one reply
         */
        record Document(Supplier<SpeechReader> reader) implements Reply {}

        /**
         * One JSON document with the URL of a file that holds the audio. The file is fetched without the key, and from the
         * vendor's own hosts only.
         *
         * @param reader makes a reader of one reply
         * @param domains hosts that it may be at, subdomains included
         */
        record Link(Supplier<SpeechReader> reader, List<String> domains) implements Reply {

            /** Copies the domains. */
            public Link {
                domains = List.copyOf(domains);
            }
        }
    }

    /**
     * {@return an exchange whose reply is the audio itself}
     *
     * @param call what to send
     * @param audio how the vendor writes it down
     */
    public static SpeechExchange bytes(HttpCall call, Source audio) {
        return new SpeechExchange(call, audio, new Reply.Bytes());
    }
}
