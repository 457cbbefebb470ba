package dev.byok.providers;

import dev.byok.testkit.PublicApi;
import org.junit.jupiter.api.Test;

/** A change of what applications can use shows up as a change of {@code api/byok-providers.txt}. */
class PublicApiTest {

    @Test
    void isWhatWasCommitted() {
        PublicApi.of("byok-providers").assertIsCommitted();
    }
}
