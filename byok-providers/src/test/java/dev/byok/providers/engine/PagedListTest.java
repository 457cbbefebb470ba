package dev.byok.providers.engine;

import static dev.byok.providers.http.ScriptedServer.reply;
import static dev.byok.providers.http.TestVendors.KEY;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.providers.http.TestVendors;
import dev.byok.providers.http.Transport;
import dev.byok.providers.http.Urls;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.spi.Cancellation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PagedListTest {

    private final Transport transport = new Transport(new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT);

    /** Pages like {@code {"item":"a","next":"2"}}. */
    private static final Listing<String> ITEMS = new Listing<>() {
        @Override
        public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
            return HttpCall.get(cursor == null ? "items" : "items?after=" + cursor);
        }

        @Override
        public Page<String> read(JsonNode body) {
            String item = Json.text(body, "item").orElseThrow(() -> new MalformedReply("it has no item"));
            return new Page<>(List.of(item), Json.textOrNull(body, "next"));
        }
    };

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void readsOnePage() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(reply("200 OK", "{\"item\":\"a\"}"))) {
            assertThat(list(server)).containsExactly("a");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void readsPageAfterPage() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send(reply("200 OK", "{\"item\":\"a\",\"next\":\"2\"}"));
            connection.readRequest();
            connection.send(reply("200 OK", "{\"item\":\"b\",\"next\":\"3\"}"));
            connection.readRequest();
            connection.send(reply("200 OK", "{\"item\":\"c\",\"next\":null}"));
            connection.awaitClientGone();
        })) {
            assertThat(list(server)).containsExactly("a", "b", "c");
            assertThat(server.requests())
                    .extracting(request -> request.substring(0, request.indexOf(" HTTP")))
                    .containsExactly("GET /items", "GET /items?after=2", "GET /items?after=3");
            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request).contains("Bearer " + KEY));
        }
    }

    @Test
    void failsWhenThereIsAlwaysANextPage() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(reply("200 OK", "{\"item\":\"a\",\"next\":\"again\"}"))) {
            ByokException e = failure(() -> list(server));

            assertThat(e.code()).isEqualTo(ErrorCode.BAD_RESPONSE);
            assertThat(e).hasMessageContaining("more than 200 pages");
            assertThat(e.provider()).contains("acme");
            assertThat(server.requests()).hasSize(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401 Unauthorized, '{\"error\":{\"message\":\"bad key\"}}', AUTH_FAILED",
        "401 Unauthorized, <html>, PERMISSION_DENIED",
        "404 Not Found, <html>, ENDPOINT_UNREACHABLE",
        "429 Slow down, {}, RATE_LIMITED",
        "500 Error, '', PROVIDER_UNAVAILABLE",
        "301 Moved, '', BAD_RESPONSE",
        "200 OK, <html>, BAD_RESPONSE",
        "200 OK, '', BAD_RESPONSE",
        "200 OK, {}, BAD_RESPONSE",
        "200 OK, '{\"error\":{\"code\":503,\"message\":\"later\"}}', PROVIDER_UNAVAILABLE"
    })
    void failsWithWhatAnyPageFailsWith(String status, String body, ErrorCode expected) throws IOException {
        try (ScriptedServer first = ScriptedServer.answering(reply(status, body));
                ScriptedServer second = ScriptedServer.start(connection -> {
                    connection.readRequest();
                    connection.send(reply("200 OK", "{\"item\":\"a\",\"next\":\"2\"}"));
                    connection.readRequest();
                    connection.send(reply(status, body));
                })) {
            for (ScriptedServer server : List.of(first, second)) {
                ByokException e = failure(() -> list(server));

                assertThat(e.code()).isEqualTo(expected);
                assertThat(e.provider()).contains("acme");
                assertThat(e.credentialId()).contains("cred_1");
            }
        }
    }

    @Test
    void stopsBetweenPagesWhenItIsCancelled() throws IOException {
        Cancellation cancellation = new Cancellation();
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            while (connection.readRequest() != null) {
                cancellation.cancel();
                connection.send(reply("200 OK", "{\"item\":\"a\",\"next\":\"again\"}"));
            }
        })) {
            ByokException e = failure(() ->
                    new PagedList<>(target(TestVendors.at(server.url())), transport, ITEMS).all(context(cancellation)));

            assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    private List<String> list(ScriptedServer server) {
        return new PagedList<>(target(TestVendors.at(server.url())), transport, ITEMS).all(context());
    }
}
