package dev.byok.providers.client;

import static dev.byok.providers.http.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.providers.http.ScriptedServer.Connection;
import dev.byok.routing.Attempt;
import dev.byok.routing.RetryPolicy;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.AudioStream;
import dev.byok.spi.Timeouts;
import dev.byok.store.InMemoryKeyStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streamed speech is settled with its first audio: until then the next route serves it, after it a failure is thrown. */
@Timeout(60)
final class SpeechFaultsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: audio/pcm\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String PIECE = "FAKE".repeat(60);
    private static final String CHUNK = "f0\r\n" + PIECE + "\r\n";
    private static final Set<ErrorCode> OUTAGES =
            Set.of(ErrorCode.PROVIDER_UNAVAILABLE, ErrorCode.BAD_RESPONSE, ErrorCode.TIMEOUT);

    private enum Fault {
        CUT {
            @Override
            void happens(Connection connection) throws IOException {
                connection.reset();
            }
        },
        STALL {
            @Override
            void happens(Connection connection) {
                connection.awaitClientGone();
            }
        },
        /** A chunk without a length. */
        MALFORMED {
            @Override
            void happens(Connection connection) throws IOException {
                connection.send("no length\r\n");
            }
        };

        abstract void happens(Connection connection) throws IOException;
    }

    private ScriptedServer broken;
    private ScriptedServer well;
    private Providers providers;
    private ByokClient client;

    @AfterEach
    void close() throws IOException {
        client.close();
        providers.close();
        broken.close();
        well.close();
    }

    @ParameterizedTest
    @EnumSource
    void beforeTheFirstAudioTheNextRouteSpeaks(Fault fault) throws IOException {
        Tenant acme = tenant(fault, "");

        ByteArrayOutputStream audio = new ByteArrayOutputStream();
        try (AudioStream stream = stream(acme)) {
            stream.writeTo(audio);

            assertThat(stream.receipt().served().orElseThrow().provider()).isEqualTo("deepgram");
            assertThat(stream.receipt().attempts()).hasSize(2);
            assertThat(OUTAGES).contains(stream.receipt().attempts().get(0).error());
        }

        assertThat(audio.toString(StandardCharsets.US_ASCII)).isEqualTo(PIECE + PIECE);
    }

    @ParameterizedTest
    @EnumSource
    void afterTheFirstAudioTheStreamThrowsAndNobodyElseIsAsked(Fault fault) throws IOException {
        Tenant acme = tenant(fault, CHUNK);

        ByteArrayOutputStream audio = new ByteArrayOutputStream();
        try (AudioStream stream = stream(acme)) {
            ByokException failure = catchThrowableOfType(ByokException.class, () -> stream.writeTo(audio));

            assertThat(failure.code()).isEqualTo(ErrorCode.INCOMPLETE);
            assertThat(stream.receipt().attempts()).extracting(Attempt::error).containsExactly(ErrorCode.INCOMPLETE);
        }

        assertThat(audio.toString(StandardCharsets.US_ASCII)).isEqualTo(PIECE);
        assertThat(well.requests()).isEmpty();
    }

    private static AudioStream stream(Tenant tenant) {
        return tenant
                .speech()
                .model("openai/gpt-4o-mini-tts")
                .voice("alloy")
                .fallback("deepgram/aura-2", "aura-2-thalia-en")
                .format(AudioFormat.PCM_24000)
                .text("Hello, Ada.")
                .stream();
    }

    private Tenant tenant(Fault fault, String before) throws IOException {
        broken = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send(HEAD + before);
            fault.happens(connection);
        });
        well = ScriptedServer.answering(reply("200 OK", PIECE + PIECE, "Content-Type: audio/l16;rate=24000"));
        providers = Providers.builder()
                .endpointPolicy(
                        EndpointPolicy.publicHttps().allowOrigin(broken.url()).allowOrigin(well.url()))
                .build();
        client = ByokClient.builder()
                .providers(providers)
                .keyStore(new InMemoryKeyStore())
                .sealer(new MemorySealer())
                .retries(RetryPolicy.NONE)
                .timeouts(new Timeouts(LONG, fault == Fault.STALL ? SHORT : LONG, LONG))
                .build();
        Tenant acme = client.tenant("acme");
        acme.credentials().connect(at(broken.url() + "/v1", "openai"));
        acme.credentials().connect(at(well.url(), "deepgram"));
        return acme;
    }

    private static CredentialInput at(String baseUrl, String provider) {
        return CredentialInput.of(provider)
                .field("api_key", "sk-FAKE-" + provider + "-Xq7Zr2Lm9Xw4Tn8Vb3Kd6Hs1Pf5Gj0Cy")
                .field("base_url", baseUrl);
    }
}
