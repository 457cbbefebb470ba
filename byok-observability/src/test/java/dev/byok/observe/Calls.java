package dev.byok.observe;

import dev.byok.ErrorCode;
import dev.byok.chat.Usage;
import dev.byok.event.CallEvent;
import dev.byok.event.UsageEvent;
import dev.byok.routing.Attempt;
import dev.byok.routing.Consumption;
import dev.byok.routing.Cost;
import dev.byok.routing.KeySource;
import dev.byok.routing.Receipt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A call that fell back: the first route was limited, the second one served, and between them one had no key. */
final class Calls {

    static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    static final Attempt LIMITED = new Attempt(
            "azure-openai",
            "gpt-4o",
            "tp_1",
            KeySource.OWN_KEY,
            true,
            ErrorCode.RATE_LIMITED,
            "words of a vendor",
            429,
            new Consumption(Usage.UNKNOWN, 0, Duration.ZERO, 66, 20, false),
            Cost.NONE,
            START,
            null,
            Duration.ofMillis(50));

    static final Attempt WITHOUT_KEY = new Attempt(
            "groq",
            "llama",
            null,
            KeySource.OWN_KEY,
            false,
            ErrorCode.NO_API_KEY,
            "no key is connected",
            0,
            Consumption.NONE,
            Cost.NONE,
            START.plusMillis(50),
            null,
            Duration.ZERO);

    static final Attempt SERVED = new Attempt(
            "anthropic",
            "claude",
            null,
            KeySource.PLATFORM,
            true,
            null,
            null,
            0,
            new Consumption(new Usage(90, 30, 10, 20, 5, true), 0, Duration.ZERO, 70, 200, true),
            Cost.priced(Optional.of(new BigDecimal("0.25"))),
            START.plusMillis(60),
            Duration.ofMillis(200),
            Duration.ofMillis(500));

    static final CallEvent CALL = new CallEvent(
            new Receipt("acme", List.of(LIMITED, WITHOUT_KEY, SERVED)), "chat", null, START, Duration.ofMillis(560));

    static final CallEvent FAILED = new CallEvent(
            new Receipt("acme", List.of(LIMITED)), "chat", ErrorCode.RATE_LIMITED, START, Duration.ofMillis(50));

    private Calls() {}

    static List<UsageEvent> usage() {
        return List.of(
                new UsageEvent("acme", "chat", 1, LIMITED),
                new UsageEvent("acme", "chat", 2, WITHOUT_KEY),
                new UsageEvent("acme", "chat", 3, SERVED));
    }
}
