package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class KnownGapsTest {

    private static final KnownGaps GAPS = new KnownGaps(Map.of("chat/image", "reads no images"));

    @Test
    void letsAGapFail() {
        assertThatCode(() -> GAPS.hold("chat/image", () -> {
                    throw new AssertionError("as expected");
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void failsWhenAGapWorks() {
        assertThatThrownBy(() -> GAPS.hold("chat/image", () -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("chat/image is listed as a gap (reads no images), but it works");
    }

    @Test
    void failsWhenSomethingElseFails() {
        AssertionError failure = new AssertionError("not a gap");

        assertThatThrownBy(() -> GAPS.hold("chat/basic", () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }
}
