package dev.byok.providers.http;

import java.time.Duration;

/**
 * What limits a WebSocket.
 *
 * @param message bytes of one message that is received
 * @param queue bytes that may wait to be sent
 * @param ping how often the other side is asked whether it is there; one that does not answer in this time is gone
 * @param linger how long the closing handshake may take
 * @param idle how long nothing may be sent and nothing come, pings apart
 * @param lateText how long the end of an utterance waits for a text that comes after it
 * @param sessions how many may be open at once
 */
public record LiveLimits(
        long message, long queue, Duration ping, Duration linger, Duration idle, Duration lateText, int sessions) {

    /** 1 MiB, 1 MiB (half a minute of audio), 20 seconds, half a second, five minutes, two seconds, 1,000 sessions. */
    public static final LiveLimits DEFAULT = new LiveLimits(
            1 << 20,
            1 << 20,
            Duration.ofSeconds(20),
            Duration.ofMillis(500),
            Duration.ofMinutes(5),
            Duration.ofSeconds(2),
            1_000);

    /**
     * {@return these limits with another number of sessions}
     *
     * @param most how many may be open at once
     */
    public LiveLimits withSessions(int most) {
        return new LiveLimits(message, queue, ping, linger, idle, lateText, most);
    }
}
