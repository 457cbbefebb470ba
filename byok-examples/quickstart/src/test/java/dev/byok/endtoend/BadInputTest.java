package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.credential.FieldFault;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people type and what servers answer when things are wrong: a documented code, a sentence to act on, no key. */
class BadInputTest {

    private StubVendor vendor;
    private Library library;
    private Tenant acme;

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor();
        library = new Library(vendor);
        acme = library.tenant("acme");
    }

    @AfterEach
    void close() {
        library.close();
        vendor.close();
    }

    static Stream<Arguments> pastedKeys() {
        return Stream.of(
                pasted("an empty key", key -> "", FieldFault.Kind.MISSING, "api_key"),
                pasted("blanks only", key -> " \u00A0\uFEFF ", FieldFault.Kind.MISSING, "api_key"),
                pasted("a line break inside", key -> key + "\n" + key, FieldFault.Kind.MALFORMED, "U+000A at position"),
                pasted(
                        "a zero-width space",
                        key -> "sk-\u200B" + key,
                        FieldFault.Kind.MALFORMED,
                        "U+200B at position 4"),
                pasted("a Cyrillic letter", key -> "\u0455k-" + key, FieldFault.Kind.MALFORMED, "U+0455 at position 1"),
                pasted("the whole header", key -> "Bearer " + key, FieldFault.Kind.MALFORMED, "Bearer"),
                pasted("quotes", key -> "\"" + key + "\"", FieldFault.Kind.MALFORMED, "quot"),
                pasted("a mask", key -> "sk-F\u00B7\u00B7\u00B7abcd", FieldFault.Kind.MALFORMED, "mask"),
                pasted("10 MB", key -> key.repeat(300_000), FieldFault.Kind.MALFORMED, "4096"));
    }

    private static Arguments pasted(String name, UnaryOperator<String> text, FieldFault.Kind kind, String messagePart) {
        return Arguments.of(name, text, kind, messagePart);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pastedKeys")
    void aKeyThatCannotBeOneIsRefused(
            String name, UnaryOperator<String> text, FieldFault.Kind kind, String messagePart) {
        CredentialInput input = CredentialInput.of("openai")
                .field("api_key", text.apply(Canary.make().value()));

        ByokException failure = Failures.expect(
                ErrorCode.INVALID_FIELDS, () -> acme.credentials().connect(input));
        Failures.expect(ErrorCode.INVALID_FIELDS, () -> acme.credentials().validate(input));

        assertThat(failure.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("api_key");
            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault.message()).contains(messagePart);
        });
        assertThat(acme.credentials().list()).isEmpty();
        assertThat(vendor.requests()).isEmpty();
    }

    @Test
    void everyFaultIsToldAtOnce() {
        ByokException failure = Failures.expect(
                ErrorCode.INVALID_FIELDS,
                () -> acme.credentials()
                        .connect(CredentialInput.of("openai")
                                .field("api_key", "short")
                                .field("apikey", Canary.make().value())
                                .field("project_id", "two\nlines")));

        assertThat(failure.faults())
                .extracting(FieldFault::field, FieldFault::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("api_key", FieldFault.Kind.MALFORMED),
                        org.assertj.core.groups.Tuple.tuple("project_id", FieldFault.Kind.MALFORMED),
                        org.assertj.core.groups.Tuple.tuple("apikey", FieldFault.Kind.UNKNOWN));
    }

    @Test
    void anUnknownProviderIsNamed() {
        ByokException failure = Failures.expect(
                ErrorCode.UNSUPPORTED_PROVIDER,
                () -> acme.credentials().connect(CredentialInput.of("antropic").field("api_key", "irrelevant")));

        assertThat(failure.summary()).isEqualTo("Unsupported provider: antropic");
        assertThat(failure.hint()).hasValue("did you mean anthropic?");
    }

    @Test
    void anEndpointInThePrivateNetworkIsRefused() {
        for (String endpoint : new String[] {
            "http://api.example.com/v1", "https://169.254.169.254/latest", "https://localhost/v1", "https://10.0.0.1/v1"
        }) {
            Failures.expect(
                    ErrorCode.ENDPOINT_NOT_ALLOWED,
                    () -> acme.credentials()
                            .connect(CredentialInput.of("openai")
                                    .field("api_key", Canary.make().value())
                                    .field("base_url", endpoint)));
        }
        assertThat(acme.credentials().list()).isEmpty();
    }

    @Test
    void theMaskIsNotTakenForTheKey() {
        CredentialView row = Library.connect(acme, "openai", Canary.make(), vendor);

        Failures.expect(
                ErrorCode.INVALID_FIELDS,
                () -> acme.credentials().edit(row.id(), Map.of("api_key", String.valueOf(row.mask()))));

        acme.chat().model("openai/gpt-4o").user("Hi").send();
        assertThat(vendor.requests()).hasSize(1);
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of("a web page", page(), ErrorCode.BAD_RESPONSE, "web page"),
                Arguments.of("broken JSON", Answers.json(200, "{\"choices\":["), ErrorCode.BAD_RESPONSE, "not JSON"),
                Arguments.of("another JSON", Answers.json(200, "{\"ok\":true}"), ErrorCode.BAD_RESPONSE, "choices"),
                Arguments.of("nothing", Answers.json(200, ""), ErrorCode.BAD_RESPONSE, "not JSON"),
                Arguments.of("10 MB", Answers.json(200, "x".repeat(10_000_000)), ErrorCode.BAD_RESPONSE, "more than"),
                Arguments.of(
                        "a redirect",
                        new MockResponse.Builder()
                                .code(307)
                                .setHeader("Location", "https://evil.example")
                                .build(),
                        ErrorCode.BAD_RESPONSE,
                        "redirect"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void aReplyThatIsNoneIsTold(String name, MockResponse reply, ErrorCode code, String messagePart) {
        Library.connect(acme, "openai", Canary.make(), vendor);
        vendor.answering(request -> reply);

        ByokException failure = Failures.expect(
                code, () -> acme.chat().model("openai/gpt-4o").user("Hi").send());

        assertThat(failure.summary()).contains(messagePart);
        assertThat(failure.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("base URL"));
        assertThat(vendor.requests()).hasSize(1);
    }

    private static MockResponse page() {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "text/html; charset=utf-8")
                .body("<html><body>Sign in</body></html>")
                .build();
    }
}
