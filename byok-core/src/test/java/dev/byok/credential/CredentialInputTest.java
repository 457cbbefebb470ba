package dev.byok.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.byok.testkit.Canary;
import dev.byok.testkit.LeakGuard;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialInputTest {

    private final Canary canary = Canary.make();

    @Test
    void printsNamesButNoValues() {
        CredentialInput input = LeakGuard.watch(CredentialInput.of("openai")
                .label("Acme")
                .field("api_key", canary.value())
                .field("organization", canary.value()));

        assertThat(input).hasToString("CredentialInput[openai, fields=[api_key, organization]]");
    }

    @Test
    void keepsTheOrderOfItsFields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("zone", "eu");
        fields.put("api_key", "FAKE-key");
        fields.put("account", "a");

        assertThat(CredentialInput.of("x").fields(fields).names()).containsExactly("zone", "api_key", "account");
    }

    @Test
    void isNotChangedByItsSetters() {
        CredentialInput empty = CredentialInput.of("openai");
        CredentialInput filled = empty.field("api_key", "FAKE-one");
        CredentialInput refilled = filled.field("api_key", "FAKE-two").label("b");

        assertThat(empty.names()).isEmpty();
        assertThat(empty.label()).isEmpty();
        assertThat(filled.value("api_key")).contains(Secret.of("FAKE-one"));
        assertThat(refilled.value("api_key")).contains(Secret.of("FAKE-two"));
        assertThat(refilled.label()).contains("b");
        assertThat(refilled.value("other")).isEmpty();
    }

    @Test
    void namesWhatIsNull() {
        CredentialInput input = CredentialInput.of("openai");

        assertThatNullPointerException()
                .isThrownBy(() -> CredentialInput.of(null))
                .withMessage("provider");
        assertThatNullPointerException().isThrownBy(() -> input.label(null)).withMessage("label");
        assertThatNullPointerException()
                .isThrownBy(() -> input.field("api_key", null))
                .withMessage("api_key");
    }
}
