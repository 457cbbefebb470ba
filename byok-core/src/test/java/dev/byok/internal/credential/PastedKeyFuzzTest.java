package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** A pasted key is printable ASCII, or it is told which character is not, and nothing else of it. */
class PastedKeyFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void key(FuzzedDataProvider data) {
        String typed = data.consumeRemainingAsString();
        String key = Pasted.strip(typed);

        String fault = PastedKey.fault(key, true);

        if (fault == null) {
            assertThat(key).matches("[\\x21-\\x7E]{8,4096}");
            assertThat(Pasted.strip(key)).isEqualTo(key);
        } else if (key.length() > 12) {
            assertThat(fault).doesNotContain(key);
        }
    }
}
