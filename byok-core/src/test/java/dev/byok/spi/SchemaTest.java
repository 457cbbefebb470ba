package dev.byok.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

    private static final Field KEY = Field.secret("api_key", "API key");
    private static final Field REGION = Field.choice("region", "Region", "eu", "us");

    @Test
    void refusesAFieldThatIsDeclaredTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldSchema.of(KEY, REGION, Field.text("api_key", "Again")))
                .withMessage("field 'api_key' is declared twice");
    }

    @Test
    void keepsTheOrderOfItsFields() {
        FieldSchema schema = FieldSchema.of(REGION, KEY);

        assertThat(schema.fields()).containsExactly(REGION, KEY);
        assertThat(schema.secrets()).containsExactly(KEY);
        assertThat(schema.field("region")).contains(REGION);
        assertThat(schema.field("other")).isEmpty();
        assertThat(schema).hasToString("FieldSchema[region:CHOICE, api_key:SECRET]");
    }

    @Test
    void changesOnlyWhatIsSaid() {
        Field field = KEY.optional()
                .advanced()
                .help("starts with sk-")
                .startsWith("sk-")
                .where("https://example.com/keys");

        assertThat(field.isSecret()).isTrue();
        assertThat(field.isRequired()).isFalse();
        assertThat(field.isAdvanced()).isTrue();
        assertThat(field.help()).contains("starts with sk-");
        assertThat(field.prefix()).contains("sk-");
        assertThat(field.where()).contains("https://example.com/keys");
        assertThat(KEY.isRequired()).isTrue();
        assertThat(KEY.isAdvanced()).isFalse();
        assertThat(REGION.choices()).containsExactly("eu", "us");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OpenAI", "-openai", "open ai", "open/ai", "open@ai", "open_ai"})
    void refusesAnIdThatModelReferencesCouldNotName(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProviderInfo.builder(id, "OpenAI"))
                .withMessage("a provider id is lower case letters, digits and hyphens: " + id);
    }

    @Test
    void knowsEachCapabilityOnce() {
        ProviderInfo info = ProviderInfo.builder("openai", "OpenAI")
                .aliases("chatgpt")
                .capability(Capability.MODELS)
                .capability(Capability.CHAT)
                .capability(Capability.CHAT)
                .schema(FieldSchema.of(KEY))
                .build();

        assertThat(info.capabilities()).containsExactlyInAnyOrder(Capability.CHAT, Capability.MODELS);
        assertThat(info.aliases()).containsExactly("chatgpt");
        assertThat(info.maturity()).isEqualTo(Maturity.UNVERIFIED);
        assertThat(info).hasToString("openai");
    }
}
