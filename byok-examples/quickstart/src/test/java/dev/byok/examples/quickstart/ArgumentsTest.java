package dev.byok.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void withoutAnyEverythingStaysOnThisMachine() {
        assertThat(Arguments.parse().isLoopback()).isTrue();
    }

    @Test
    void takesAProviderAndAModel() {
        Arguments arguments = Arguments.parse("--provider", "openai", "--model", "gpt-4o");

        assertThat(arguments).isEqualTo(new Arguments("openai", null, "gpt-4o"));
        assertThat(arguments.isLoopback()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "--provider, --provider needs a value",
        "--help x, unknown option --help",
        "--provider openai --base-url http://localhost:1/v1, --provider and --base-url exclude each other"
    })
    void saysWhatIsWrong(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(line.split(" ")))
                .withMessage(message);
    }
}
