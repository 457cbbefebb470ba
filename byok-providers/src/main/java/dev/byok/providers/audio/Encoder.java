package dev.byok.providers.audio;

import dev.byok.speech.AudioFormat;
import java.nio.charset.StandardCharsets;

/** Writes samples down as the caller wants them. */
final class Encoder {

    private static final int HEADER = 44;
    // the length of a file that is made while it is sent
    private static final int UNTOLD = -1;

    private final AudioFormat format;
    private boolean begun;

    Encoder(AudioFormat format) {
        this.format = format;
    }

    byte[] encode(Samples samples) {
        if (samples.count() == 0) {
            return new byte[0];
        }
        byte[] bytes = new byte[samples.count() * format.bytesPerSample()];
        boolean muLaw = format.encoding() == AudioFormat.Encoding.MULAW;
        for (int i = 0; i < samples.count(); i++) {
            int value = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(samples.values()[i])));
            if (muLaw) {
                bytes[i] = MuLaw.encode(value);
            } else {
                bytes[2 * i] = (byte) value;
                bytes[2 * i + 1] = (byte) (value >> 8);
            }
        }
        return withHeader(bytes);
    }

    /** {@return samples that are written as they should be already, behind a header where one is due} */
    byte[] withHeader(byte[] bytes) {
        if (begun || bytes.length == 0 || format.encoding() != AudioFormat.Encoding.WAV) {
            return bytes;
        }
        begun = true;
        return Bytes.join(header(), bytes);
    }

    /** {@return how much of what was written is no sample} */
    int headerBytes() {
        return begun ? HEADER : 0;
    }

    private byte[] header() {
        byte[] header = new byte[HEADER];
        text(header, 0, "RIFF");
        number(header, 4, UNTOLD, 4);
        text(header, 8, "WAVEfmt ");
        number(header, 16, 16, 4);
        number(header, 20, 1, 2);
        number(header, 22, 1, 2);
        number(header, 24, format.sampleRate(), 4);
        number(header, 28, format.sampleRate() * 2, 4);
        number(header, 32, 2, 2);
        number(header, 34, 16, 2);
        text(header, 36, "data");
        number(header, 40, UNTOLD, 4);
        return header;
    }

    private static void text(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static void number(byte[] header, int at, int value, int size) {
        for (int i = 0; i < size; i++) {
            header[at + i] = (byte) (value >>> (8 * i));
        }
    }
}
