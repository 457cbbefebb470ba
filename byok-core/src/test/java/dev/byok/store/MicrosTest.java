package dev.byok.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrosTest {

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:00.000001Z, 1",
        "2026-01-02T03:04:05.678901999Z, 1767323045678901",
        "1969-12-31T23:59:59.999999Z, -1"
    })
    void countsMicrosecondsAndDropsWhatIsSmaller(Instant time, long micros) {
        assertThat(Micros.of(time)).isEqualTo(micros);
    }
}
