package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.spi.ValidationResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Vendors repeat keys in their errors: whole, in pieces, encoded. None of it comes out. */
final class EchoContractTest {

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor({"chat", "messages", "speech"})
    void keepsItOutOfExceptions(Contract contract) {
        for (MockResponse reply : replies(contract)) {
            SERVER.reply(reply);

            ByokException failure = catchThrowableOfType(ByokException.class, () -> SERVER.call(contract));

            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            holdsNoKey(contract, trace + "\n" + failure.hint() + failure.vendorCode() + failure.requestId());
        }
    }

    @EachVendor(EachVendor.CHECK)
    void keepsItOutOfVerdicts(Contract contract) {
        for (MockResponse reply : replies(contract)) {
            for (int i = 0; i < 3; i++) {
                SERVER.reply(reply);
            }

            ValidationResult result = SERVER.check(contract);

            holdsNoKey(contract, result.toString());
            SERVER.reset();
        }
    }

    @EachVendor({"chat", "messages", "speech"})
    void leavesOrdinaryWordsAlone(Contract contract) {
        SERVER.reply(json(400, "{\"error\":{\"message\":\"The task-specific-model has a risk_assessment_tool\"}}"));

        ByokException failure = catchThrowableOfType(ByokException.class, () -> SERVER.call(contract));

        assertThat(failure.summary()).endsWith("answered 400: The task-specific-model has a risk_assessment_tool");
    }

    private static List<MockResponse> replies(Contract contract) {
        return FakeKeys.echoed(contract).stream()
                .flatMap(EchoContractTest::replies)
                .toList();
    }

    private static Stream<MockResponse> replies(String key) {
        String starred = key.substring(0, 8) + "************" + key.substring(key.length() - 4);
        String base64 = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                json(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + key + ". Try again.\"}}"),
                json(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + starred + ".\"}}"),
                json(401, "{\"error\":\"no key ends in " + key.substring(key.length() - 8) + "\"}"),
                json(401, "{\"detail\":{\"status\":\"invalid_api_key\",\"message\":\"key=" + key + "\"}}"),
                json(400, "{\"error\":{\"message\":\"bad\",\"code\":\"" + key + "\",\"type\":\"" + key + "\"}}"),
                json(403, "{\"message\":\"token " + base64 + " is not allowed\"}"),
                json(500, "\"" + key.toLowerCase(Locale.ROOT) + "\""),
                json(200, "{\"error\":{\"code\":401,\"message\":\"" + key + "\"}}"),
                json(200, "{\"type\":\"error\",\"error\":{\"message\":\"" + key + "\"}}"),
                json(200, "{\"" + key + "\""),
                new MockResponse.Builder()
                        .code(401)
                        .addHeader("content-type", "text/html")
                        .body("<p>" + key + "</p>")
                        .build(),
                new MockResponse.Builder()
                        .code(401)
                        .addHeader("content-type", "application/json")
                        .addHeader("x-request-id", key)
                        .addHeader("www-authenticate", "Bearer error=\"" + key + "\"")
                        .addHeader("location", "https://example.com/?key=" + key)
                        .body("{}")
                        .build());
    }

    private static void holdsNoKey(Contract contract, String text) {
        FakeKeys.echoed(contract).forEach(key -> holdsNoKey(key, text));
    }

    private static void holdsNoKey(String key, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int start = 0; start + 6 <= key.length(); start++) {
            assertThat(lower).doesNotContain(key.substring(start, start + 6).toLowerCase(Locale.ROOT));
        }
        assertThat(text).doesNotContain(key.substring(key.length() - 4));
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        assertThat(text).doesNotContain(base64.substring(8, 24));
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("content-type", "application/json")
                .body(body)
                .build();
    }
}
