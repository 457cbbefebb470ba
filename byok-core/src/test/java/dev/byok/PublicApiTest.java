package dev.byok;

import dev.byok.testkit.PublicApi;
import org.junit.jupiter.api.Test;

class PublicApiTest {

    private final PublicApi api = PublicApi.of("byok-core");

    @Test
    void isWhatWasCommitted() {
        api.assertIsCommitted();
    }

    @Test
    void namesNoForeignTypes() {
        api.assertNamesNoForeignTypes("javax.sql");
    }
}
