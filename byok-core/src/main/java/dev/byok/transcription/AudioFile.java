package dev.byok.transcription;

import dev.byok.speech.AudioFormat;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recorded audio. */
public final class AudioFile {

    private final byte[] bytes;
    private final String name;
    private final String mediaType;
    private final @Nullable AudioFormat format;

    private AudioFile(byte[] bytes, String name, String mediaType, @Nullable AudioFormat format) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("there is no audio to write down");
        }
        this.bytes = bytes;
        this.name = name;
        this.mediaType = mediaType;
        this.format = format;
    }

    /**
     * {@return a file in a form that says by itself what it is: WAV, MP3, FLAC, Ogg, WebM, M4A}
     *
     * @param bytes the file; kept as it is, not copied
     * @param name with its ending, by which some vendors know the form, for example {@code call.mp3}
     * @param mediaType for example {@code audio/mpeg}
     */
    public static AudioFile of(byte[] bytes, String name, String mediaType) {
        if (name.isBlank() || !mediaType.matches("[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+")) {
            throw new IllegalArgumentException("a file has a name and a media type such as audio/mpeg");
        }
        return new AudioFile(bytes, name, mediaType, null);
    }

    /**
     * {@return samples without a header; the library puts one before them where a vendor needs it}
     *
     * @param bytes signed samples of 16 bits, little-endian, one channel; kept as they are, not copied
     * @param sampleRate samples a second
     */
    public static AudioFile pcm(byte[] bytes, int sampleRate) {
        return new AudioFile(bytes, "audio.pcm", "audio/pcm", new AudioFormat(AudioFormat.Encoding.PCM, sampleRate));
    }

    /** {@return the file; not a copy} */
    public byte[] bytes() {
        return bytes;
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return its media type} */
    public String mediaType() {
        return mediaType;
    }

    /** {@return how samples without a header are written; empty for a file that says so itself} */
    public Optional<AudioFormat> rawFormat() {
        return Optional.ofNullable(format);
    }

    /**
     * {@return whether it is the same audio}
     *
     * @param other anything
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AudioFile file
                && Arrays.equals(bytes, file.bytes)
                && name.equals(file.name)
                && mediaType.equals(file.mediaType)
                && Objects.equals(format, file.format);
    }

    /** {@return a hash of its contents} */
    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(bytes), name, mediaType, format);
    }

    /** {@return media type and size; no content} */
    @Override
    public String toString() {
        return "AudioFile[" + mediaType + ", " + bytes.length + " bytes]";
    }
}
