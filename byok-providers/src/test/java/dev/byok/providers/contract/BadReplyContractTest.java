package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Replies that are none of the vendor's: of a proxy, of a web page, of nobody. */
final class BadReplyContractTest {

    private static final String PAGE = "<!doctype html><title>Sign in</title>";

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor(EachVendor.CHECK)
    void learnsNothingAboutAKeyFromThem(Contract contract) {
        for (MockResponse reply : new MockResponse[] {
            html(200),
            html(401),
            html(403),
            html(404),
            html(502),
            json(200, ""),
            json(200, "{"),
            json(401, ""),
            json(500, "{")
        }) {
            // a wrong path is looked for at two more places
            for (int i = 0; i < 3; i++) {
                SERVER.reply(reply);
            }

            ValidationResult result = SERVER.check(contract);

            assertThat(result.verdict()).as(reply.getStatus()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(result.message()).as(reply.getStatus()).doesNotContain("<", "Sign in");
            SERVER.reset();
        }
    }

    @EachVendor({"chat", "messages", "speech"})
    void isABadResponseWhenItCannotBeRead(Contract contract) {
        for (MockResponse reply : new MockResponse[] {html(200), json(200, ""), json(200, "{"), json(200, "[]")}) {
            SERVER.reply(reply);

            assertThat(failure(contract).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
        }
    }

    @EachVendor({"chat", "messages", "speech"})
    void isAFailureWhenAnErrorComesWithSuccess(Contract contract) {
        SERVER.reply(json(200, "{\"error\":{\"message\":\"upstream is down\",\"type\":\"server_error\"}}"));

        assertThat(failure(contract)).hasMessageContaining("upstream is down");
    }

    @EachVendor({"chat", "messages", "speech"})
    void isABadResponseWhenItIsTooLarge(Contract contract) {
        String large = " ".repeat(10 << 20);
        SERVER.reply(json(200, large));

        assertThat(failure(contract).code()).isEqualTo(ErrorCode.BAD_RESPONSE);
    }

    @EachVendor({"chat", "messages", "speech"})
    void readsOnlyTheStartOfALargeError(Contract contract) {
        SERVER.reply(json(500, "x".repeat(10 << 20)));

        ByokException failure = failure(contract);

        assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
        assertThat(failure.getMessage()).hasSizeLessThan(1_000);
    }

    @EachVendor({"chat", "messages", "speech"})
    void followsNoRedirect(Contract contract) {
        try (Loopback elsewhere = new Loopback()) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                SERVER.reply(new MockResponse.Builder()
                        .code(status)
                        .addHeader("location", elsewhere.baseUrl(contract) + "/chat/completions")
                        .build());

                ByokException failure = failure(contract);

                assertThat(failure.code()).isEqualTo(ErrorCode.BAD_RESPONSE);
                assertThat(failure.getMessage()).doesNotContain(elsewhere.origin());
                SERVER.taken();
                assertThat(SERVER.untaken()).isZero();
            }
            assertThat(elsewhere.untaken()).isZero();
        }
    }

    @EachVendor(EachVendor.CHECK)
    void followsNoRedirectInACheck(Contract contract) {
        for (int i = 0; i < 3; i++) {
            SERVER.reply(new MockResponse.Builder()
                    .code(302)
                    .addHeader("location", SERVER.origin() + "/login")
                    .build());
        }

        ValidationResult result = SERVER.check(contract);

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        while (SERVER.untaken() > 0) {
            assertThat(SERVER.taken().getTarget()).doesNotContain("login");
        }
    }

    @Test
    void findsTheVersionThatIsMissingInABaseUrl() {
        Contract openAi = Contract.of("openai");
        SERVER.reply(html(404));
        SERVER.reply(HttpFile.read(openAi.file("check", "valid.http")));

        ValidationResult result = SERVER.provider(openAi)
                .validator()
                .validate(SERVER.credential(openAi, SERVER.origin()), Loopback.context());

        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(result.suggestions()).isEqualTo(Map.of("base_url", SERVER.origin() + "/v1"));
        assertThat(SERVER.taken().getTarget()).isEqualTo("/models");
        assertThat(SERVER.taken().getTarget()).isEqualTo("/v1/models");
    }

    private static ByokException failure(Contract contract) {
        return catchThrowableOfType(ByokException.class, () -> SERVER.call(contract));
    }

    private static MockResponse html(int status) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("content-type", "text/html; charset=utf-8")
                .body(PAGE)
                .build();
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("content-type", "application/json")
                .body(body)
                .build();
    }
}
