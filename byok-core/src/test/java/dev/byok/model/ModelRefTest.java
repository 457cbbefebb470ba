package dev.byok.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRefTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai/gpt-4o | openai | | gpt-4o",
                "openai | openai | |",
                "openrouter/anthropic/claude-3-opus | openrouter | | anthropic/claude-3-opus",
                "openai@Acme shared/gpt-4o | openai | Acme shared | gpt-4o",
                "openai@Acme | openai | Acme |",
                "cloudflare/@cf/meta/llama | cloudflare | | @cf/meta/llama",
                "openai@a@b/gpt-4o | openai | a@b | gpt-4o",
                "huggingface//x | huggingface | | /x",
            })
    void readsProviderLabelAndModel(String text, String provider, String label, String model) {
        ModelRef ref = ModelRef.parse(text);

        assertThat(ref).isEqualTo(new ModelRef(provider, label, model)).hasToString(text);
    }

    @Test
    void ignoresWhiteSpaceAround() {
        assertThat(ModelRef.parse(" openai/gpt-4o\n")).isEqualTo(new ModelRef("openai", null, "gpt-4o"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "/", "/gpt-4o", "openai/", "@Acme/gpt-4o", "openai@/gpt-4o", "openai@"})
    void refusesAnEmptyPart(String text) {
        ByokException failure = Failures.expect(ErrorCode.INVALID_REQUEST, () -> ModelRef.parse(text));

        assertThat(failure.summary()).isEqualTo("this is not a model reference");
        assertThat(failure.hint()).contains("write provider/model, for example openai/gpt-4o");
    }

    @Test
    void doesNotRepeatWhatMayBeAKey() {
        String pasted = Canary.make().value();

        Failures.expect(ErrorCode.INVALID_REQUEST, () -> ModelRef.parse("@" + pasted));
    }

    @Test
    void hasAModelIdOnlyWhenOneIsNamed() {
        assertThat(ModelRef.parse("openai/gpt-4o").modelId()).contains("gpt-4o");
        assertThat(ModelRef.parse("openai").modelId()).isEmpty();
    }
}
