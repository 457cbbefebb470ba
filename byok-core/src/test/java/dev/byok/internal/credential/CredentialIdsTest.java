package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.testkit.MovableClock;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialIdsTest {

    @ParameterizedTest
    @CsvSource({"1469918176385, 01aryz6s41", "0, 0000000000", "281474976710655, 7zzzzzzzzz"})
    void startsWithTheTimeAsUlidsDo(long millis, String time) {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);

        assertThat(new CredentialIds(clock, new SecureRandom()).next())
                .startsWith("tp_" + time)
                .hasSize(29);
    }

    @Test
    void endsWithEightyRandomBits() {
        SecureRandom ones = new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 0xFF);
            }
        };
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

        assertThat(new CredentialIds(clock, ones).next()).isEqualTo("tp_0000000000zzzzzzzzzzzzzzzz");
    }

    @Test
    void sortsByTime() {
        MovableClock clock = new MovableClock();
        CredentialIds ids = new CredentialIds(clock, new SecureRandom());

        String before = ids.next();
        clock.move(Duration.ofMillis(1));

        assertThat(ids.next()).isGreaterThan(before);
    }

    @Test
    void differsWithinAMillisecond() {
        CredentialIds ids = new CredentialIds(new MovableClock(), new SecureRandom());
        Set<String> seen = new HashSet<>();

        for (int i = 0; i < 10_000; i++) {
            String id = ids.next();
            assertThat(CredentialIds.isId(id)).isTrue();
            assertThat(seen.add(id)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tp_", "sk-FAKE-0123456789abcdef", "tp_01aryz6s41tsv4rrffq69g5fau", "TP_01ARYZ6S41"})
    void tellsOtherTextsFromIds(String text) {
        assertThat(CredentialIds.isId(text)).isFalse();
    }
}
