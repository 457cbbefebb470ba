package dev.byok.providers.audio;

import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.AudioFormat.Encoding;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns the audio of one or more replies into one stream of the format that the caller wants. What is in that format
 * already goes through as it came, apart from pieces that end in the middle of a sample.
 */
public final class AudioConverter {

    private final AudioFormat wanted;
    private final Encoder encoder;
    private @Nullable Decoder decoder;
    private @Nullable Resampler resampler;
    private boolean passThrough;
    private byte[] left = new byte[0];
    private long written;

    /**
     * Makes one.
     *
     * @param wanted what the caller wants
     */
    public AudioConverter(AudioFormat wanted) {
        this.wanted = wanted;
        this.encoder = new Encoder(wanted);
    }

    /**
     * {@return whether audio of a vendor can become what the caller wants: MP3 is not decoded, and nothing else becomes MP3}
     *
     * @param source how the vendor writes it down
     * @param wanted what the caller wants
     */
    public static boolean canConvert(Source source, AudioFormat wanted) {
        return source instanceof Source.Mp3 == (wanted.encoding() == Encoding.MP3);
    }

    /**
     * Begins the audio of a reply.
     *
     * @param source how the vendor writes it down
     */
    public void begin(Source source) {
        resampler = null;
        left = new byte[0];
        passThrough = source instanceof Source.Mp3
                || (source instanceof Source.Pcm pcm
                        && pcm.sampleRate() == wanted.sampleRate()
                        && wanted.encoding() != Encoding.MULAW)
                || (source instanceof Source.MuLaw muLaw
                        && muLaw.sampleRate() == wanted.sampleRate()
                        && wanted.encoding() == Encoding.MULAW);
        decoder = passThrough ? null : decoder(source);
    }

    /**
     * {@return these bytes in the format that is wanted; empty when they are too few to make a sample}
     *
     * @param bytes as the vendor writes audio down
     * @throws MalformedAudio when they are something else
     */
    public byte[] convert(byte[] bytes) {
        byte[] converted = passThrough
                ? encoder.withHeader(wholeSamples(bytes))
                : convert(decoderOf().decode(bytes));
        written += converted.length;
        return converted;
    }

    /**
     * Ends the audio of a reply.
     *
     * @return what was held back; empty for nothing
     * @throws Truncated when something is missing
     */
    public byte[] end() {
        if (passThrough) {
            if (left.length != 0) {
                throw new Truncated("the audio ends in the middle of a sample");
            }
            return left;
        }
        decoderOf().end();
        byte[] rest = resampler == null ? new byte[0] : encoder.encode(resampler.end());
        written += rest.length;
        return rest;
    }

    /** {@return how long the audio so far sounds; zero for MP3} */
    public Duration soFar() {
        return wanted.durationOf(written - encoder.headerBytes());
    }

    private Decoder decoderOf() {
        if (decoder == null) {
            throw new IllegalStateException("no audio was begun");
        }
        return decoder;
    }

    private byte[] convert(Samples samples) {
        int rate = decoderOf().sampleRate();
        if (samples.count() == 0 || rate == wanted.sampleRate()) {
            return encoder.encode(samples);
        }
        if (resampler == null) {
            resampler = new Resampler(rate, wanted.sampleRate());
        }
        return encoder.encode(resampler.resample(samples));
    }

    private byte[] wholeSamples(byte[] bytes) {
        int sample = Math.max(1, wanted.bytesPerSample());
        if (left.length == 0 && bytes.length % sample == 0) {
            return bytes;
        }
        byte[] all = Bytes.join(left, bytes);
        int whole = all.length - all.length % sample;
        left = Bytes.from(all, whole);
        return Arrays.copyOf(all, whole);
    }

    private static Decoder decoder(Source source) {
        if (source instanceof Source.Pcm pcm) {
            return new RawDecoder(SampleEncoding.PCM_16, pcm.sampleRate(), 1);
        }
        if (source instanceof Source.Float32 floats) {
            return new RawDecoder(SampleEncoding.FLOAT_32, floats.sampleRate(), 1);
        }
        if (source instanceof Source.MuLaw muLaw) {
            return new RawDecoder(SampleEncoding.MU_LAW, muLaw.sampleRate(), 1);
        }
        return new WavDecoder();
    }
}
