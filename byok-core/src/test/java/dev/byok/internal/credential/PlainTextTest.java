package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("ac\nme", "U+000A at position 3"),
                arguments("acme\0", "U+0000 at position 5"),
                arguments("a\u001B[31m", "U+001B at position 2"),
                arguments("a\u0085b", "U+0085 at position 2"),
                arguments("a\u2028b", "U+2028 at position 2"),
                arguments("\uD83D\uDD11\u2029", "U+2029 at position 2"),
                arguments("acme\uD800", "U+D800 at position 5"),
                arguments("\uDC00acme", "U+DC00 at position 1"),
                arguments("x".repeat(201), "is 201 characters long"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesWhatIsNotOneLineOfText(String text, String reason) {
        assertThat(PlainText.fault(text, 200)).contains(reason).doesNotContain("acme");
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesSuchTenantIds(String tenant, String reason) {
        ByokException failure = Bench.failure(ErrorCode.INVALID_REQUEST, () -> TenantIds.require(tenant));

        assertThat(failure.summary()).startsWith("The tenant id ").contains(reason);
    }

    @Test
    void refusesAnEmptyTenantId() {
        assertThat(Bench.failure(ErrorCode.INVALID_REQUEST, () -> new Bench().of("")))
                .hasMessageContaining("The tenant id is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "acme", "ten ant", "it's|\"x\"/../%00", "\u65E5\u672C", "\uD83D\uDD11"})
    void acceptsAnyOtherText(String text) {
        assertThat(PlainText.fault(text, 200)).isNull();
        assertThat(TenantIds.require(text)).isEqualTo(text);
    }

    @Test
    void acceptsTheLongestTenantId() {
        assertThat(TenantIds.require("x".repeat(200))).hasSize(200);
    }
}
