package dev.byok.crypto;

import dev.byok.testkit.PublicApi;
import org.junit.jupiter.api.Test;

/** A change of what applications can use shows up as a change of {@code api/byok-crypto.txt}. */
class PublicApiTest {

    @Test
    void isWhatWasCommitted() {
        PublicApi.of("byok-crypto").assertIsCommitted();
    }
}
