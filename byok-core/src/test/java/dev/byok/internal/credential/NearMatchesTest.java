package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMatchesTest {

    private static final List<String> NAMES =
            List.of("groq", "grok", "openai", "openrouter", "azure-openai", "cohere", "hume", "anthropic-bedrock");

    @ParameterizedTest
    @CsvSource({
        "grok, grok groq",
        "groc, grok groq",
        "GROQ, groq grok",
        "openia, openai",
        "openaii, openai",
        "penai, openai azure-openai",
        "opennrouterr, openrouter",
        "opennrrouterr, ''",
        "coh, cohere",
        "co, ''",
        "hu, ''",
        "huma, hume",
        "' bedrock ', anthropic-bedrock",
        "zzz, ''",
        "'', ''"
    })
    void namesTheNearestFirst(String wanted, String near) {
        assertThat(String.join(" ", NearMatches.of(wanted, NAMES))).isEqualTo(near);
    }

    @Test
    void namesThreeAtMost() {
        assertThat(NearMatches.of("open", List.of("open-d", "open-c", "open-b", "open-a")))
                .containsExactly("open-a", "open-b", "open-c");
    }

    @Test
    void doesNotCompareLongTexts() {
        assertThat(NearMatches.of("openai" + "x".repeat(58), NAMES)).containsExactly("openai");
        assertThat(NearMatches.of("openai" + "x".repeat(59), NAMES)).isEmpty();
    }
}
