package dev.byok.internal.routing;

import dev.byok.speech.AudioFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The 44 bytes before the samples of a WAV file. */
final class WavHeader {

    /** Its length. */
    static final int LENGTH = 44;

    private static final short PCM = 1;
    private static final short MU_LAW = 7;
    private static final int FORMAT_LENGTH = 16;
    private static final int BITS = 8;
    // where the two lengths stand that are known at the end only
    private static final int FILE_LENGTH_AT = 4;
    private static final int UNCOUNTED = 8;
    private static final int DATA_LENGTH_AT = 40;

    private WavHeader() {}

    /** {@return a file of samples that have no header} */
    static byte[] before(byte[] samples, AudioFormat format) {
        int sample = format.bytesPerSample();
        ByteBuffer file = ByteBuffer.allocate(LENGTH + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(0).put(ascii("WAVEfmt ")).putInt(FORMAT_LENGTH);
        file.putShort(format.encoding() == AudioFormat.Encoding.MULAW ? MU_LAW : PCM)
                .putShort((short) 1)
                .putInt(format.sampleRate())
                .putInt(format.sampleRate() * sample)
                .putShort((short) sample)
                .putShort((short) (sample * BITS));
        file.put(ascii("data")).putInt(0).put(samples);
        tellLengths(file.array());
        return file.array();
    }

    /** Writes the lengths into a file that could not know them when it began. */
    static void tellLengths(byte[] file) {
        if (file.length >= LENGTH) {
            ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(FILE_LENGTH_AT, file.length - UNCOUNTED);
            header.putInt(DATA_LENGTH_AT, file.length - LENGTH);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
