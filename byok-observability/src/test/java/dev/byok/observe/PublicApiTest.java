package dev.byok.observe;

import dev.byok.testkit.PublicApi;
import org.junit.jupiter.api.Test;

/** A change of what applications can use shows up as a change of {@code api/byok-observability.txt}. */
final class PublicApiTest {

    @Test
    void isWhatWasCommitted() {
        PublicApi.of("byok-observability").assertIsCommitted();
    }
}
