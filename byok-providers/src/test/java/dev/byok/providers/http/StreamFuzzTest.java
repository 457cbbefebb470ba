package dev.byok.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.VendorError;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import okhttp3.Headers;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;

/**
 * Whatever a server sends is read to its end, or refused in one of the known ways; and it means the same however the
 * network cuts it.
 */
class StreamFuzzTest {

    private static final long LARGEST = 256;
    private static final String END = "the end";
    private static final String CUT = "cut";

    @FuzzTest(maxDuration = "1m")
    void events(byte[] stream) throws IOException {
        assertReadAlike(stream, SseReader::new);
    }

    @FuzzTest(maxDuration = "1m")
    void lines(byte[] stream) throws IOException {
        assertReadAlike(stream, LineReader::new);
    }

    @FuzzTest(maxDuration = "1m")
    void frames(byte[] stream) throws IOException {
        assertReadAlike(stream, FrameReader::new);
    }

    /** Bytes with checksums that are right, which no mutation finds. */
    @FuzzTest(maxDuration = "1m")
    void framesWithRightChecksums(FuzzedDataProvider data) throws IOException {
        Buffer stream = new Buffer();
        while (data.remainingBytes() > 0) {
            byte[] headers = data.consumeBytes(data.consumeInt(0, 200));
            byte[] payload = data.consumeBytes(data.consumeInt(0, 200));
            stream.write(Frames.of(headers, payload));
        }
        assertReadAlike(stream.readByteArray(), FrameReader::new);
    }

    @FuzzTest(maxDuration = "1m")
    void errorBody(FuzzedDataProvider data) {
        int status = data.consumeInt(0, 999);
        VendorError error = VendorError.read(status, Json.readOrNull(data.consumeRemainingAsBytes()));

        ErrorCode code = ErrorRules.defaults().read(error).code();

        assertThat(code).isNotNull();
        assertThat(error.retryAfter() == null || !error.retryAfter().isNegative())
                .isTrue();
    }

    @FuzzTest(maxDuration = "1m")
    void retryAfter(FuzzedDataProvider data) {
        String value = data.consumeRemainingAsString();
        Headers headers = new Headers.Builder()
                .addUnsafeNonAscii(RetryAfter.HEADER, value.replaceAll("[\\x00-\\x08\\x0A-\\x1F\\x7F]", ""))
                .build();

        Duration wait = RetryAfter.read(headers, Instant.parse("2026-11-21T12:00:00Z"));

        if (wait != null) {
            assertThat(wait).isBetween(Duration.ZERO, Duration.ofDays(1));
        }
    }

    private static void assertReadAlike(byte[] stream, BiFunction<BufferedSource, Long, EventReader> reader)
            throws IOException {
        List<String> whole = read(reader.apply(new Buffer().write(stream), LARGEST), stream.length);
        List<String> trickling = read(reader.apply(Okio.buffer(new Trickle(stream)), LARGEST), stream.length);

        // what is too large is found sooner or later, by how much has come
        if (!whole.contains(EventReader.TooLarge.class.getName())
                && !trickling.contains(EventReader.TooLarge.class.getName())) {
            assertThat(trickling).isEqualTo(whole);
        }
    }

    // no more events than bytes, each with a reading of its own
    private static List<String> read(EventReader reader, int most) throws IOException {
        List<String> seen = new ArrayList<>();
        try {
            while (reader.next()) {
                byte[] data = reader.data();
                assertThat(data.length).isLessThanOrEqualTo((int) Math.max(most, LARGEST));
                seen.add(reader.event() + " " + Arrays.toString(data));
                assertThat(seen.size()).isLessThanOrEqualTo(most);
            }
            seen.add(reader.isCut() ? CUT : END);
        } catch (ProtocolException | EventReader.TooLarge e) {
            seen.add(e.getClass().getName());
        }
        return seen;
    }

    /** Gives out one byte with every read. */
    private static final class Trickle implements Source {

        private final Buffer bytes;

        private Trickle(byte[] bytes) {
            this.bytes = new Buffer().write(bytes);
        }

        @Override
        public long read(Buffer sink, long byteCount) {
            return bytes.read(sink, 1);
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }
}
