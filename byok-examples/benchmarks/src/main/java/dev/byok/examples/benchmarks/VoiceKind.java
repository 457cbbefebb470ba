package dev.byok.examples.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** A way in which vendors send audio: the vendor that does, and the bytes. */
enum VoiceKind {
    /** Samples as they are. */
    PCM("openai", "/pcm/v1", "/audio/speech", "audio/pcm", "pass-through PCM"),
    /** Samples as base64 in server-sent events. */
    EVENTS("cartesia", "/events", "/tts/sse", "text/event-stream", "base64 in events"),
    /** A WAV file that is sent while it is made, so that its header does not know its length. */
    WAV("groq", "/wav/v1", "/audio/speech", "audio/wav", "WAV stream");

    /** A tenth of a second at 24 kHz. */
    static final int PIECE = 4_800;

    static final int WAV_HEADER = 44;

    final String provider;
    final String base;
    final String path;
    final String type;
    final String title;

    VoiceKind(String provider, String base, String path, String type, String title) {
        this.provider = provider;
        this.base = base;
        this.path = path;
        this.type = type;
        this.title = title;
    }

    /** Writes a reply of so many pieces, each in a chunk of its own and flushed. */
    void answer(OutputStream out, int pieces, Pace pace) throws IOException {
        byte[] piece = chunk(piece());
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                .getBytes(US_ASCII));
        if (this == WAV) {
            out.write(chunk(wavHeader()));
        }
        for (int i = 0; i < pieces; i++) {
            out.write(piece);
            out.flush();
            pace.after(i);
        }
        if (this == EVENTS) {
            out.write(chunk("data: {\"type\":\"done\",\"done\":true,\"status_code\":200}\n\n".getBytes(US_ASCII)));
        }
        out.write("0\r\n\r\n".getBytes(US_ASCII));
        out.flush();
    }

    private byte[] piece() {
        byte[] samples = new byte[PIECE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i * 31);
        }
        return this == EVENTS
                ? ("data: {\"type\":\"chunk\",\"data\":\"" + Base64.getEncoder().encodeToString(samples)
                                + "\",\"done\":false,\"status_code\":206}\n\n")
                        .getBytes(US_ASCII)
                : samples;
    }

    private static byte[] chunk(byte[] bytes) {
        byte[] head = (Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII);
        return ByteBuffer.allocate(head.length + bytes.length + 2)
                .put(head)
                .put(bytes)
                .put((byte) '\r')
                .put((byte) '\n')
                .array();
    }

    private static byte[] wavHeader() {
        return ByteBuffer.allocate(WAV_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(US_ASCII))
                .putInt(-1)
                .put("WAVEfmt ".getBytes(US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(24_000)
                .putInt(48_000)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(US_ASCII))
                .putInt(-1)
                .array();
    }

    /** What happens between two pieces. */
    @FunctionalInterface
    interface Pace {

        void after(int piece) throws IOException;
    }
}
