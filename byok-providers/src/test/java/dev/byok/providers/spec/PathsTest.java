package dev.byok.providers.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathsTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "gpt-4o,gpt-4o",
                "claude-sonnet-4@20250514,claude-sonnet-4@20250514",
                "anthropic.claude-3:0,anthropic.claude-3:0",
                "a..b,a..b",
                "meta/llama,meta%2Fllama",
                "../admin,..%2Fadmin",
                "evil.example/#,evil.example%2F%23",
                "a?b=c&d,a%3Fb%3Dc%26d",
                "%2e%2e,%252e%252e",
                "a b+c,a%20b%2Bc",
                "a\\b,a%5Cb",
                "\u00fc,%C3%BC"
            })
    void keepsAValueWithinOneSegment(String value, String segment) {
        assertThat(Paths.segment(value)).isEqualTo(segment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak", "carriage\rreturn", "nul\0"})
    void encodesControlCharacters(String value) {
        assertThat(Paths.segment(value)).matches("[A-Za-z]+%0[0AD][A-Za-z]*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "..."})
    void refusesWhatWouldBeResolvedAway(String value) {
        ByokException refused = catchThrowableOfType(ByokException.class, () -> Paths.segment(value));

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refused.hint()).isPresent();
    }
}
