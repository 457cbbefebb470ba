package dev.byok.providers.engine;

import static dev.byok.providers.http.ScriptedServer.reply;
import static dev.byok.providers.http.TestVendors.KEY;
import static dev.byok.providers.http.TestVendors.acme;
import static dev.byok.providers.http.TestVendors.context;
import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.providers.http.Transport;
import dev.byok.providers.http.Urls;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.HttpCall;
import dev.byok.spi.ChatClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class VendorChatClientTest {

    private static final ChatRequest REQUEST =
            ChatRequest.builder().message(Message.user("Hi")).build();

    private final Transport transport = new Transport(new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT);

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void sendsWhatTheDialectWroteAndReadsWhatTheVendorAnswered() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(reply("200 OK", "{\"text\":\"Hello\"}"))) {
            assertThat(chat(server).send(REQUEST, "toy", context()).text()).isEqualTo("Hello");
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST /chat HTTP/1.1\r\n")
                    .endsWith("\r\n\r\n{\"model\":\"toy\",\"stream\":false}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "{\"text\":",
                "{\"text\":\"a\"} and more",
                "\0\0\u0001\u0002\0\0\0\0",
                "\0\0\0{\u007f\u007f\u007f\u007f"
            })
    void aReplyThatCannotBeReadIsABadResponse(String body) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(reply("200 OK", body))) {
            for (boolean streamed : new boolean[] {false, true}) {
                ByokException e = failure(() -> ask(server, streamed));

                assertThat(e.code()).isEqualTo(ErrorCode.BAD_RESPONSE);
                assertThat(e.vendorStatus()).hasValue(200);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401 Unauthorized, AUTH_FAILED",
        "404 Not Found, MODEL_NOT_FOUND",
        "429 Slow down, RATE_LIMITED",
        "503 Later, PROVIDER_UNAVAILABLE",
        "200 OK, PROVIDER_UNAVAILABLE",
        "307 Elsewhere, BAD_RESPONSE"
    })
    void anErrorIsToldWithoutTheKeyThatItEchoes(String status, ErrorCode expected) throws IOException {
        String body = "{\"error\":{\"code\":\"%1$s\",\"message\":\"no: %1$s\"}}".formatted(KEY);
        try (ScriptedServer server = ScriptedServer.answering(
                reply(status, body, "x-request-id: " + KEY, "Location: https://evil.example.com/?key=" + KEY))) {
            for (boolean streamed : new boolean[] {false, true}) {
                ByokException e = failure(() -> ask(server, streamed));

                assertThat(e.code()).isEqualTo(expected);
                assertThat(e.requestId()).contains("[redacted]");
                assertThat(e.vendorCode().orElse("")).doesNotContain("FAKE");
                assertThat(e.getMessage()).doesNotContain("evil");
            }
        }
    }

    @Test
    void saysWhoseRequestCannotBeWritten() throws IOException {
        ByokException refusal = ByokException.of(ErrorCode.UNSUPPORTED_CAPABILITY, "The vendor has no such thing")
                .hint("ask without it")
                .build();
        ChatDialect dialect = new ChatDialect() {
            @Override
            public HttpCall encode(ChatInput input) {
                throw refusal;
            }

            @Override
            public ChatCompletion decode(byte[] body) {
                throw new AssertionError("nothing was asked");
            }

            @Override
            public ChatStreamReader newStreamReader() {
                throw new AssertionError("nothing was asked");
            }
        };
        try (ScriptedServer server = ScriptedServer.answering(reply("200 OK", "{}"))) {
            ByokException e = failure(() -> new VendorChatClient(
                            target(acme().baseUrl(server.url()).chat(dialect).build()), transport, dialect)
                    .send(REQUEST, "toy", context()));

            assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_CAPABILITY);
            assertThat(e.hint()).contains("ask without it");
            assertThat(e.provider()).contains("acme");
            assertThat(e.credentialId()).contains("cred_1");
            assertThat(server.requests()).isEmpty();
        }
    }

    private void ask(ScriptedServer server, boolean streamed) {
        if (streamed) {
            chat(server).stream(REQUEST, "toy", context()).close();
        } else {
            chat(server).send(REQUEST, "toy", context());
        }
    }

    private ChatClient chat(ScriptedServer server) {
        ToyDialect dialect = new ToyDialect(false);
        return new VendorChatClient(
                target(acme().baseUrl(server.url()).chat(dialect).build()), transport, dialect);
    }
}
