package dev.byok.providers.spec;

import dev.byok.speech.AudioFormat;
import dev.byok.transcription.AudioFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Audio as vendors take it: always a file that says what it is.
 *
 * @param bytes the file
 * @param name with its ending
 * @param mediaType for example {@code audio/mpeg}
 */
public record AudioUpload(byte[] bytes, String name, String mediaType) {

    private static final int HEADER = 44;
    private static final int SAMPLE_BYTES = 2;

    /**
     * {@return a file; samples get the header of a WAV file}
     *
     * @param audio what the caller gave
     */
    public static AudioUpload of(AudioFile audio) {
        return audio.rawFormat()
                .map(format -> new AudioUpload(wav(audio.bytes(), format), "audio.wav", "audio/wav"))
                .orElseGet(() -> new AudioUpload(audio.bytes(), audio.name(), audio.mediaType()));
    }

    private static byte[] wav(byte[] samples, AudioFormat format) {
        ByteBuffer file = ByteBuffer.allocate(HEADER + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(HEADER - 8 + samples.length).put(ascii("WAVEfmt "));
        // 16 bytes follow: PCM, one channel, rate, bytes a second, bytes a sample, bits a sample
        file.putInt(16).putShort((short) 1).putShort((short) 1);
        file.putInt(format.sampleRate()).putInt(format.sampleRate() * SAMPLE_BYTES);
        file.putShort((short) SAMPLE_BYTES).putShort((short) (8 * SAMPLE_BYTES));
        return file.put(ascii("data")).putInt(samples.length).put(samples).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return media type and size; no content} */
    @Override
    public String toString() {
        return "AudioUpload[" + mediaType + ", " + bytes.length + " bytes]";
    }
}
