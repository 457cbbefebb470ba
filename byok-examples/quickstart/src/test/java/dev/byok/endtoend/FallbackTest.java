package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ChatCall;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatResponse;
import dev.byok.chat.ChatStream;
import dev.byok.credential.CredentialStatus;
import dev.byok.routing.Attempt;
import dev.byok.spi.Timeouts;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers of a vendor lead to the next route, whole and streamed alike, and what they say about the key. */
class FallbackTest {

    private static final Timeouts SHORT_FIRST_CONTENT =
            new Timeouts(Duration.ofSeconds(30), Duration.ofMillis(50), Duration.ofSeconds(30));

    private StubVendor first;
    private StubVendor second;
    private Library library;
    private Tenant acme;
    private String row;

    @BeforeEach
    void start() throws Exception {
        first = new StubVendor();
        second = new StubVendor();
        library = new Library(first, second);
        acme = library.tenant("acme");
        row = Library.connect(acme, "openai", Canary.make(), first).id();
        Library.connect(acme, "groq", Canary.make("gsk_"), second);
    }

    @AfterEach
    void close() {
        library.close();
        first.close();
        second.close();
    }

    /** Field lessons T42 to T44 and T46. */
    @ParameterizedTest
    @CsvSource({
        "401, invalid_api_key, AUTH_FAILED, INVALID",
        "402, payment_required, QUOTA_EXCEEDED, UNTESTED",
        "403, permission_denied, PERMISSION_DENIED, UNTESTED",
        "404, model_not_found, MODEL_NOT_FOUND, UNTESTED",
        "429, rate_limit_exceeded, RATE_LIMITED, UNTESTED",
        "429, insufficient_quota, QUOTA_EXCEEDED, UNTESTED",
        "500, server_error, PROVIDER_UNAVAILABLE, UNTESTED",
        "502, , PROVIDER_UNAVAILABLE, UNTESTED",
        "503, server_error, PROVIDER_UNAVAILABLE, UNTESTED"
    })
    void anotherRouteMayDoBetter(int status, String code, ErrorCode error, CredentialStatus key) {
        first.answering(request -> failure(status, code));

        ChatResponse answer = call().send();
        second.answering(request -> Answers.stream(List.of("Hello", ".")));
        try (ChatStream stream = call().stream()) {
            stream.forEachText(text -> {});
            assertThat(stream.receipt().served().orElseThrow().provider()).isEqualTo("groq");
        }

        assertThat(answer.receipt().attempts()).extracting(Attempt::error).containsExactly(error, null);
        assertThat(acme.credentials().get(row).status()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_value, INVALID_REQUEST", "400, content_policy_violation, CONTENT_BLOCKED"})
    void anotherRouteWouldSayTheSame(int status, String code, ErrorCode error) {
        first.answering(request -> failure(status, code));

        ByokException failure = Failures.expect(error, () -> call().send());
        Failures.expect(error, () -> call().stream().close());

        assertThat(failure.receipt().orElseThrow().attempts()).hasSize(1);
        assertThat(second.requests()).isEmpty();
    }

    /** Field lesson T55: the limit for the first content is there to leave a route for the next one. */
    @Test
    void theLastRouteGetsTheWholeTime() {
        first.answering(request -> late());

        try (ChatStream stream = acme.chat().model("openai/gpt-4o").timeouts(SHORT_FIRST_CONTENT).user("Hi").stream()) {
            stream.forEachText(text -> {});
            assertThat(stream.receipt().attempts()).extracting(Attempt::served).containsExactly(true);
        }
    }

    @Test
    void whereNoOtherRouteHasAKeyTheFirstOneIsTheLast() {
        first.answering(request -> late());

        try (ChatStream stream = acme
                .chat()
                .model("openai/gpt-4o")
                .fallback("anthropic/claude-sonnet-4-5")
                .timeouts(SHORT_FIRST_CONTENT)
                .user("Hi")
                .stream()) {
            stream.forEachText(text -> {});
            assertThat(stream.receipt().attempts()).extracting(Attempt::served).containsExactly(true);
        }
    }

    private ChatCall call() {
        return acme.chat()
                .model("openai/gpt-4o")
                .fallback("groq/llama-3.3-70b-versatile")
                .user("Hi");
    }

    private static MockResponse late() {
        return Answers.stream(List.of("Late", "."))
                .newBuilder()
                .headersDelay(400, TimeUnit.MILLISECONDS)
                .build();
    }

    // without a code it is the web page of a proxy
    private static MockResponse failure(int status, String code) {
        if (code == null) {
            return new MockResponse.Builder()
                    .code(status)
                    .setHeader("Content-Type", "text/html")
                    .body("<html><body>Bad Gateway</body></html>")
                    .build();
        }
        return Answers.json(
                status,
                "{\"error\":{\"message\":\"no\",\"type\":\"" + code + "\",\"param\":null,\"code\":\"" + code + "\"}}");
    }
}
