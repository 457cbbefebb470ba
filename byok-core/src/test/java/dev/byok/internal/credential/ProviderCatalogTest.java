package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.ProviderInfo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderCatalogTest {

    private final ScriptedProvider openAi = ScriptedProvider.openAi();
    private final ProviderCatalog catalog =
            new ProviderCatalog(List.of(openAi, ScriptedProvider.customLlm(), ScriptedProvider.bedrock()));

    @Test
    void findsByIdAndAlias() {
        assertThat(catalog.require("openai")).isSameAs(openAi);
        assertThat(catalog.require("chatgpt")).isSameAs(openAi);
        assertThat(catalog.find("open-ai")).containsSame(openAi);
        assertThat(catalog.find("nobody")).isEmpty();
    }

    @Test
    void listsInfosById() {
        assertThat(catalog.infos())
                .extracting(ProviderInfo::id)
                .containsExactly("anthropic-bedrock", "custom-llm", "openai");
    }

    @Test
    void refusesTwoProvidersWithOneName() {
        ByokException failure = Bench.failure(
                ErrorCode.CONFIGURATION, () -> new ProviderCatalog(List.of(openAi, ScriptedProvider.openAi())));

        assertThat(failure.summary())
                .isEqualTo("Two providers are called 'chatgpt': openai (OpenAI) and openai (OpenAI)");
    }

    @ParameterizedTest
    @CsvSource({
        "opnai, openai",
        "OpenAI, openai",
        "openai-eu, openai",
        "custom_llm, custom-llm",
        "bedrock, anthropic-bedrock",
        "chat-gpt, chatgpt"
    })
    void namesWhatMayHaveBeenMeant(String wanted, String near) {
        ByokException failure = Bench.failure(ErrorCode.UNSUPPORTED_PROVIDER, () -> catalog.require(wanted));

        assertThat(failure.summary()).isEqualTo("Unsupported provider: " + wanted);
        assertThat(failure.hint()).hasValueSatisfying(hint -> assertThat(hint).contains(near));
    }

    @Test
    void guessesNothingWhenNothingIsNear() {
        ByokException failure = Bench.failure(ErrorCode.UNSUPPORTED_PROVIDER, () -> catalog.require("zzz"));

        assertThat(failure.hint()).hasValueSatisfying(hint -> assertThat(hint).doesNotContain("did you mean"));
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "'a\nb\u202Ec', a\\u{A}b\\u{202E}c"})
    void escapesTheUnknownName(String wanted, String shown) {
        ByokException failure = Bench.failure(ErrorCode.UNSUPPORTED_PROVIDER, () -> catalog.require(wanted));

        assertThat(failure.summary()).isEqualTo("Unsupported provider: " + shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-FAKE-Abcdef012345", "sk-FAKE-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})
    void doesNotShowAnUnknownNameThatMayBeAKey(String wanted) {
        ByokException failure = Bench.failure(ErrorCode.UNSUPPORTED_PROVIDER, () -> catalog.require(wanted));

        assertThat(failure.summary()).isEqualTo("Unsupported provider");
    }
}
