package dev.byok.providers.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Sounds that tests know everything about: a sine of 440 Hz at half of full scale, as every vendor might write it. */
public final class Tone {

    private static final double FREQUENCY = 440;
    private static final double AMPLITUDE = 16_000;

    private Tone() {}

    /** The value of a sample. */
    public static double value(int index, int sampleRate) {
        return AMPLITUDE * Math.sin(2 * Math.PI * FREQUENCY * index / sampleRate);
    }

    /** Signed samples of 16 bits. */
    public static byte[] pcm(int sampleRate, int millis) {
        int count = sampleRate * millis / 1000;
        ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putShort((short) Math.round(value(i, sampleRate)));
        }
        return bytes.array();
    }

    /** Samples as numbers from -1 to 1. */
    public static byte[] float32(int sampleRate, int millis) {
        int count = sampleRate * millis / 1000;
        ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat((float) (value(i, sampleRate) / 32_768));
        }
        return bytes.array();
    }

    /** A WAV file with a list of tags before the samples, and a length that may be a lie. */
    public static byte[] wav(int sampleRate, int millis, int length) {
        byte[] samples = pcm(sampleRate, millis);
        ByteBuffer header = ByteBuffer.allocate(58).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF"))
                .putInt(length < 0 ? length : length + 50)
                .put(ascii("WAVEfmt "))
                .putInt(16);
        header.putShort((short) 1).putShort((short) 1).putInt(sampleRate).putInt(2 * sampleRate);
        header.putShort((short) 2).putShort((short) 16);
        // a chunk of an odd size, with its byte of padding
        header.put(ascii("LIST")).putInt(5).put(ascii("INFOx")).put((byte) 0);
        header.put(ascii("data")).putInt(length);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(header.array(), 0, header.position());
        file.writeBytes(samples);
        return file.toByteArray();
    }

    /** A WAV file that says how long it is. */
    public static byte[] wav(int sampleRate, int millis) {
        return wav(sampleRate, millis, 2 * (sampleRate * millis / 1000));
    }

    /** Bytes that begin like an MP3 file. */
    public static byte[] mp3() {
        return mp3(3_001);
    }

    /** So many bytes that begin like an MP3 file. */
    public static byte[] mp3(int size) {
        byte[] file = new byte[size];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) (i * 31);
        }
        System.arraycopy(ascii("ID3"), 0, file, 0, 3);
        return file;
    }

    /** The largest distance of samples of 16 bits from the sine, apart from the edges, where a filter settles. */
    public static double distance(byte[] pcm, int sampleRate, int edge) {
        ByteBuffer bytes = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        double largest = 0;
        for (int i = edge; i < pcm.length / 2 - edge; i++) {
            largest = Math.max(largest, Math.abs(bytes.getShort(2 * i) - value(i, sampleRate)));
        }
        return largest;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
