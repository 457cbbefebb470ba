package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.credential.FieldFault;
import dev.byok.credential.FieldFault.Kind;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldFaultsTest {

    private final Bench bench = new Bench();

    @Test
    void reportsEveryFaultyFieldInSchemaOrderAndThenUnknownOnes() {
        CredentialInput input = CredentialInput.of("anthropic-bedrock")
                .label(" ")
                .field("zebra", "x")
                .field("region", "mars")
                .field("apiKey", "sk-FAKE-SECRET")
                .field("secret_access_key", "FAKE SECRET");

        ByokException failure = refused(input);

        assertThat(failure.faults())
                .extracting(FieldFault::field, FieldFault::kind)
                .containsExactly(
                        tuple("label", Kind.MALFORMED),
                        tuple("access_key_id", Kind.MISSING),
                        tuple("secret_access_key", Kind.MALFORMED),
                        tuple("region", Kind.MALFORMED),
                        tuple("account", Kind.MISSING),
                        tuple("zebra", Kind.UNKNOWN),
                        tuple("apiKey", Kind.UNKNOWN));
        assertThat(failure.provider()).contains("anthropic-bedrock");
        assertThat(failure.summary())
                .startsWith(
                        "label must not be blank; access_key_id is required; secret_access_key has character U+0020")
                .contains("region must be one of: us-east-1, eu-central-1; account is required;")
                .contains("zebra is not a field of anthropic-bedrock, which has: access_key_id, secret_access_key,");
        assertThat(failure).message().doesNotContain("SECRET", "mars");
        assertThat(bench.store.writes).hasValue(0);
        assertThat(bench.events).isEmpty();
    }

    @Test
    void saysWhereAMissingKeyIsFound() {
        assertThat(refused(CredentialInput.of("openai")).faults())
                .extracting(FieldFault::message)
                .containsExactly("api_key is required; find it at https://keys.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\u00A0\uFEFF"})
    void takesABlankValueAsNotGiven(String blank) {
        assertThat(refused(Bench.openAi(blank)).faults())
                .extracting(FieldFault::kind)
                .containsExactly(Kind.MISSING);

        CredentialView view = bench.credentials.connect(Bench.openAi(Bench.KEY).field("organization", blank));
        assertThat(view.fields()).isEmpty();
    }

    @Test
    void stripsAndKeepsValuesThatAreNotSecret() {
        CredentialView view = bench.credentials.connect(Bench.bedrock(" FAKE-access-1\n", "\u00A0FAKE-secret-1")
                .field("account", " M\u00FCller & S\u00F6hne "));

        assertThat(view.fields())
                .containsExactly(Map.entry("region", "us-east-1"), Map.entry("account", "M\u00FCller & S\u00F6hne"));
        assertThat(bench.opened(view.id(), "access_key_id")).isEqualTo("FAKE-access-1");
        assertThat(bench.opened(view.id(), "secret_access_key")).isEqualTo("FAKE-secret-1");
    }

    @ParameterizedTest
    @MethodSource("dev.byok.internal.credential.PastedKeyTest#bad")
    void namesTheFaultOfAPastedKeyAndNeverItsValue(String key, String reason) {
        FieldFault fault = refused(Bench.openAi(key)).faults().get(0);

        assertThat(fault.kind()).isEqualTo(Kind.MALFORMED);
        assertThat(fault.message()).startsWith("api_key ").contains(reason).doesNotContain("FAKE", "SECRET", "OPENAI");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "nul\0", "escape\u001B[0m"})
    void refusesTextOfMoreThanOneLine(String text) {
        FieldFault fault = refused(Bench.openAi(Bench.KEY).field("organization", text))
                .faults()
                .get(0);

        assertThat(fault.message()).contains("organization has character U+00", " at position ");
    }

    @Test
    void refusesTextThatIsTooLong() {
        bench.credentials.connect(Bench.openAi(Bench.KEY).field("organization", "x".repeat(2048)));

        assertThat(refused(Bench.openAi(Bench.KEY).field("organization", "x".repeat(2049))))
                .hasMessageContaining("organization is 2049 characters long, and 2048 are the most");
    }

    @Test
    void leavesTheBaseUrlToTheProvider() {
        CredentialInput input = Bench.openAi(Bench.KEY).field("base_url", "http://llm.example/v1");

        ByokException failure = Bench.failure(ErrorCode.ENDPOINT_NOT_ALLOWED, () -> bench.credentials.connect(input));

        assertThat(failure.provider()).contains("openai");
        assertThat(bench.store.writes).hasValue(0);
    }

    @Test
    void escapesAndCutsUnknownNamesAndListsOnlySomeInItsMessage() {
        Map<String, String> many = IntStream.range(0, 30)
                .mapToObj(number -> number + "\r\n" + "x".repeat(100))
                .collect(Collectors.toMap(name -> name, name -> "FAKE-VALUE"));

        ByokException failure = refused(Bench.openAi(Bench.KEY).fields(many));

        assertThat(failure.faults())
                .hasSize(30)
                .allSatisfy(fault -> assertThat(fault.field())
                        .hasSizeLessThanOrEqualTo(65)
                        .contains("\\u{D}\\u{A}xxx")
                        .doesNotContain("\n"));
        assertThat(failure.summary()).endsWith("; and 20 more").doesNotContain("\n", "FAKE-VALUE");
    }

    @Test
    void checksAnInputThatIsOnlyValidatedTheSameWay() {
        ByokException failure = Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.validate(Bench.openAi("sk-FAKE\nSECRET").field("nope", "x")));

        assertThat(failure.faults()).extracting(FieldFault::field).containsExactly("api_key", "nope");
    }

    private ByokException refused(CredentialInput input) {
        return Bench.failure(ErrorCode.INVALID_FIELDS, () -> bench.credentials.connect(input));
    }
}
