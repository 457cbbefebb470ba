package dev.byok.routing;

import dev.byok.chat.Usage;
import java.time.Duration;
import java.util.Objects;

/**
 * What an attempt used, counted alike for every vendor.
 *
 * @param tokens what a model read and wrote
 * @param characters of text that was spoken; 0 for everything but speech
 * @param audio the length of audio that was listened to, and of a live session that was sent; zero for everything but
 *     transcription
 * @param bytesSent of the request's body
 * @param bytesReceived of the reply's body, as they came and as far as it was read
 * @param estimated whether tokens, characters or audio are reckoned here because the vendor did not tell, for instance
 *     when a stream was closed early; such figures err high
 */
public record Consumption(
        Usage tokens, long characters, Duration audio, long bytesSent, long bytesReceived, boolean estimated) {

    /** Nothing was used. */
    public static final Consumption NONE = new Consumption(Usage.UNKNOWN, 0, Duration.ZERO, 0, 0, false);

    /** Checks that the parts are given. */
    public Consumption {
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(audio, "audio");
    }
}
