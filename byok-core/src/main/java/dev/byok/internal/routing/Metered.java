package dev.byok.internal.routing;

import dev.byok.chat.Usage;
import dev.byok.routing.Consumption;
import dev.byok.routing.Cost;
import dev.byok.spi.Traffic;
import java.time.Duration;

/**
 * What an attempt used and what it cost, apart from its bytes, which the transport counts.
 *
 * @param tokens what a model read and wrote
 * @param characters of text that was spoken
 * @param audio the length of audio that was listened to
 * @param estimated whether these are reckoned here
 * @param cost what it cost
 */
record Metered(Usage tokens, long characters, Duration audio, boolean estimated, Cost cost) {

    /** Nothing was used. */
    static final Metered NOTHING = new Metered(Usage.UNKNOWN, 0, Duration.ZERO, false, Cost.NONE);

    /** Something was used that is not counted in tokens, characters or time, and whose price is not known. */
    static final Metered UNKNOWN = new Metered(Usage.UNKNOWN, 0, Duration.ZERO, false, Cost.UNKNOWN);

    static Metered tokens(Usage tokens, boolean estimated, Cost cost) {
        return new Metered(tokens, 0, Duration.ZERO, estimated, cost);
    }

    Consumption with(Traffic traffic) {
        return new Consumption(tokens, characters, audio, traffic.bytesSent(), traffic.bytesReceived(), estimated);
    }
}
