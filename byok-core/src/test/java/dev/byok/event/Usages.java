package dev.byok.event;

import dev.byok.ErrorCode;
import dev.byok.chat.Usage;
import dev.byok.routing.Attempt;
import dev.byok.routing.Consumption;
import dev.byok.routing.Cost;
import dev.byok.routing.KeySource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events for tests. */
final class Usages {

    private Usages() {}

    static UsageEvent of(String tenant, int number, String model, @Nullable ErrorCode error) {
        Attempt attempt = new Attempt(
                "openai",
                model,
                "tp_1",
                KeySource.OWN_KEY,
                true,
                error,
                error == null ? null : "words of a vendor",
                error == null ? 0 : 429,
                new Consumption(new Usage(9, 0, 0, 2, 0, true), 0, Duration.ZERO, 66, 200, false),
                Cost.priced(Optional.of(new BigDecimal("0.0000425"))),
                Instant.EPOCH,
                null,
                Duration.ofMillis(120));
        return new UsageEvent(tenant, "chat", number, attempt);
    }
}
