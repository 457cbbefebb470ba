package dev.byok.providers.audio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a WAV file as it comes. Its chunks are walked: vendors put lists, facts and padding before the samples, so nothing
 * is at a fixed place. A file that is made while it is sent has no true length in its header; such lengths are zero or
 * next to the largest, and then the file ends where the reply ends.
 */
final class WavDecoder implements Decoder {

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int SHORTEST_FORMAT = 16;
    private static final int LONGEST_HEADER = 1 << 16;
    private static final long UNTOLD = 0x7fff_0000L;
    private static final int FORMAT_PCM = 1;
    private static final int FORMAT_FLOAT = 3;
    private static final int FORMAT_MU_LAW = 7;
    private static final int FORMAT_EXTENSIBLE = 0xfffe;
    private static final int SUB_FORMAT = 24;

    private byte[] header = new byte[0];
    private @Nullable RawDecoder format;
    private boolean inData;
    private long left;

    @Override
    public Samples decode(byte[] bytes) {
        if (inData) {
            return samples(bytes);
        }
        header = header.length == 0 ? bytes : Bytes.join(header, bytes);
        int data = walk();
        if (data < 0) {
            if (header.length > LONGEST_HEADER) {
                throw new MalformedAudio("the WAV file has no samples near its beginning");
            }
            return Samples.NONE;
        }
        byte[] rest = Bytes.from(header, data);
        header = new byte[0];
        inData = true;
        return samples(rest);
    }

    @Override
    public int sampleRate() {
        return format == null ? 0 : format.sampleRate();
    }

    @Override
    public void end() {
        if (!inData || format == null) {
            throw new Truncated("the WAV file ends within its header");
        }
        if (left > 0 && left != Long.MAX_VALUE) {
            throw new Truncated("the WAV file is shorter than its header says");
        }
        format.end();
    }

    // where the samples begin, or -1 when that has not come yet
    private int walk() {
        if (header.length < RIFF_HEADER) {
            return -1;
        }
        if (!Bytes.hasText(header, 0, "RIFF") || !Bytes.hasText(header, CHUNK_HEADER, "WAVE")) {
            throw new MalformedAudio("this is no WAV file");
        }
        long at = RIFF_HEADER;
        while (at + CHUNK_HEADER <= header.length) {
            int chunk = (int) at;
            long size = Bytes.littleEndian32(header, chunk + 4);
            if (Bytes.hasText(header, chunk, "data")) {
                left = size == 0 || size >= UNTOLD ? Long.MAX_VALUE : size;
                if (format == null) {
                    throw new MalformedAudio("the WAV file does not say how its samples are written");
                }
                return chunk + CHUNK_HEADER;
            }
            if (at + CHUNK_HEADER + size > header.length) {
                return -1;
            }
            if (Bytes.hasText(header, chunk, "fmt ")) {
                format = format(chunk + CHUNK_HEADER, size);
            }
            // a chunk of an odd size is followed by a byte of padding
            at += CHUNK_HEADER + size + (size & 1);
        }
        return -1;
    }

    private RawDecoder format(int at, long size) {
        if (size < SHORTEST_FORMAT) {
            throw new MalformedAudio("the format of the WAV file is cut short");
        }
        int tag = Bytes.littleEndian16(header, at);
        if (tag == FORMAT_EXTENSIBLE && size > SUB_FORMAT + 1) {
            tag = Bytes.littleEndian16(header, at + SUB_FORMAT);
        }
        int channels = Bytes.littleEndian16(header, at + 2);
        long sampleRate = Bytes.littleEndian32(header, at + 4);
        int bits = Bytes.littleEndian16(header, at + 14);
        if (channels < 1 || channels > 8 || sampleRate < 4_000 || sampleRate > 192_000) {
            throw new MalformedAudio(
                    "the WAV file has " + channels + " channels at " + sampleRate + " samples a second");
        }
        return new RawDecoder(encoding(tag, bits), (int) sampleRate, channels);
    }

    private static SampleEncoding encoding(int tag, int bits) {
        if (tag == FORMAT_PCM && bits == 16) {
            return SampleEncoding.PCM_16;
        }
        if (tag == FORMAT_FLOAT && bits == 32) {
            return SampleEncoding.FLOAT_32;
        }
        if (tag == FORMAT_MU_LAW) {
            return SampleEncoding.MU_LAW;
        }
        throw new MalformedAudio("the WAV file has samples of format " + tag + " with " + bits + " bits");
    }

    // what follows the samples, such as a list of tags, is no audio
    private Samples samples(byte[] bytes) {
        if (format == null) {
            throw new IllegalStateException("there are samples before their format");
        }
        int take = (int) Math.min(left, bytes.length);
        if (left != Long.MAX_VALUE) {
            left -= take;
        }
        return format.decode(take == bytes.length ? bytes : Arrays.copyOf(bytes, take));
    }
}
