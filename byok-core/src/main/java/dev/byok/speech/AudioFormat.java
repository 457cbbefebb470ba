package dev.byok.speech;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How audio is written down. Always one channel: speech has no more.
 *
 * @param encoding how samples are written
 * @param sampleRate samples a second; 0, which only MP3 may have, leaves it to the vendor
 */
public record AudioFormat(Encoding encoding, int sampleRate) {

    /** Raw samples of 16 bits at 8 kHz. */
    public static final AudioFormat PCM_8000 = new AudioFormat(Encoding.PCM, 8_000);

    /** Raw samples of 16 bits at 16 kHz, which most transcribers want. */
    public static final AudioFormat PCM_16000 = new AudioFormat(Encoding.PCM, 16_000);

    /** Raw samples of 16 bits at 24 kHz, which most voices speak natively. */
    public static final AudioFormat PCM_24000 = new AudioFormat(Encoding.PCM, 24_000);

    /** Raw samples of 16 bits at 44.1 kHz. */
    public static final AudioFormat PCM_44100 = new AudioFormat(Encoding.PCM, 44_100);

    /** Raw samples of 16 bits at 48 kHz. */
    public static final AudioFormat PCM_48000 = new AudioFormat(Encoding.PCM, 48_000);

    /** A WAV file of 16 bits at 24 kHz. */
    public static final AudioFormat WAV_24000 = new AudioFormat(Encoding.WAV, 24_000);

    /** MP3 as the vendor makes it; it is passed through and never converted. */
    public static final AudioFormat MP3 = new AudioFormat(Encoding.MP3, 0);

    /** What telephones speak: mu-law at 8 kHz. */
    public static final AudioFormat MULAW_8000 = new AudioFormat(Encoding.MULAW, 8_000);

    private static final int LOWEST = 8_000;
    private static final int HIGHEST = 96_000;
    private static final Pattern ID = Pattern.compile("([a-z0-9]+)(?:_([0-9]{4,6}))?");

    /** How samples are written. */
    public enum Encoding {
        /** Signed samples of 16 bits, little-endian, and nothing around them. */
        PCM,
        /** The same within a WAV file. A streamed one cannot say beforehand how long it is. */
        WAV,
        /** MPEG layer III. */
        MP3,
        /** G.711 mu-law: one byte a sample. */
        MULAW
    }

    /** Checks the sample rate. */
    public AudioFormat {
        Objects.requireNonNull(encoding, "encoding");
        if ((sampleRate < LOWEST || sampleRate > HIGHEST) && !(sampleRate == 0 && encoding == Encoding.MP3)) {
            throw new IllegalArgumentException(
                    "a sample rate is from " + LOWEST + " to " + HIGHEST + ", not " + sampleRate);
        }
    }

    /**
     * {@return the format with this id}
     *
     * @param id for example {@code pcm_24000} or {@code mp3}
     * @throws IllegalArgumentException when there is no such format
     */
    public static AudioFormat parse(String id) {
        Matcher matcher = ID.matcher(id);
        if (matcher.matches()) {
            String rate = matcher.group(2);
            for (Encoding encoding : Encoding.values()) {
                if (encoding.name().toLowerCase(Locale.ROOT).equals(matcher.group(1))) {
                    return new AudioFormat(encoding, rate == null ? 0 : Integer.parseInt(rate));
                }
            }
        }
        throw new IllegalArgumentException("an audio format is written as pcm_24000, wav_24000, mulaw_8000 or mp3");
    }

    /** {@return the stable id, for example {@code pcm_24000}} */
    public String id() {
        String name = encoding.name().toLowerCase(Locale.ROOT);
        return sampleRate == 0 ? name : name + "_" + sampleRate;
    }

    /** {@return the bytes of one sample; 0 for MP3, where that means nothing} */
    public int bytesPerSample() {
        return switch (encoding) {
            case PCM, WAV -> 2;
            case MULAW -> 1;
            case MP3 -> 0;
        };
    }

    /**
     * {@return how long so many bytes of samples sound; zero for MP3, whose length its size does not tell}
     *
     * @param bytes of samples, without a header
     */
    public Duration durationOf(long bytes) {
        if (bytesPerSample() == 0) {
            return Duration.ZERO;
        }
        long samples = bytes / bytesPerSample();
        return Duration.ofSeconds(samples / sampleRate, samples % sampleRate * 1_000_000_000L / sampleRate);
    }

    /** {@return the id} */
    @Override
    public String toString() {
        return id();
    }
}
