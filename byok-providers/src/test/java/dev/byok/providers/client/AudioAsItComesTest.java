package dev.byok.providers.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.credential.Secret;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.providers.http.ScriptedServer.Connection;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.SpeechEvent;
import dev.byok.speech.SpeechRequest;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.SpeechEvents;
import dev.byok.spi.Timeouts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Audio is handed on as it comes, and none of it is kept. */
@Timeout(120)
final class AudioAsItComesTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int PIECE = 4_800;
    private static final int TEN_MINUTES = 28_800_000;

    /** What a client that keeps nothing may be ahead of its reader: buffers of the sockets, and its own. */
    private static final int AHEAD = 16 << 20;

    /** A way in which vendors send audio. */
    private enum Kind {
        PCM("openai", "/v1", "audio/pcm"),
        EVENTS("cartesia", "", "text/event-stream"),
        WAV("groq", "/v1", "audio/wav");

        private final String provider;
        private final String path;
        private final String type;

        Kind(String provider, String path, String type) {
            this.provider = provider;
            this.path = path;
            this.type = type;
        }

        private void begin(Connection connection) throws IOException {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            if (this == WAV) {
                send(connection, wavHeader());
            }
        }

        private void piece(Connection connection, byte[] samples) throws IOException {
            send(
                    connection,
                    this == EVENTS
                            ? ("data: {\"type\":\"chunk\",\"data\":\""
                                            + Base64.getEncoder().encodeToString(samples) + "\"}\n\n")
                                    .getBytes(US_ASCII)
                            : samples);
        }

        private void end(Connection connection) throws IOException {
            if (this == EVENTS) {
                send(connection, "data: {\"type\":\"done\"}\n\n".getBytes(US_ASCII));
            }
            connection.send("0\r\n\r\n");
        }

        private static void send(Connection connection, byte[] chunk) throws IOException {
            byte[] head = (Integer.toHexString(chunk.length) + "\r\n").getBytes(US_ASCII);
            connection.send(ByteBuffer.allocate(head.length + chunk.length + 2)
                    .put(head)
                    .put(chunk)
                    .put((byte) '\r')
                    .put((byte) '\n')
                    .array());
        }

        // one that is sent while it is made does not know its length
        private static byte[] wavHeader() {
            return ByteBuffer.allocate(44)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put("RIFF".getBytes(US_ASCII))
                    .putInt(-1)
                    .put("WAVEfmt ".getBytes(US_ASCII))
                    .putInt(16)
                    .putShort((short) 1)
                    .putShort((short) 1)
                    .putInt(24_000)
                    .putInt(48_000)
                    .putShort((short) 2)
                    .putShort((short) 16)
                    .put("data".getBytes(US_ASCII))
                    .putInt(-1)
                    .array();
        }
    }

    // the next piece is not even sent before this one was heard
    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyPieceIsHeardBeforeTheNextIsSent(Kind kind) throws Exception {
        int pieces = 50;
        Semaphore heard = new Semaphore(1);
        try (ScriptedServer vendor = ScriptedServer.start(connection -> {
                    kind.begin(connection);
                    for (int i = 0; i < pieces; i++) {
                        heard.acquire();
                        kind.piece(connection, samples(i));
                    }
                    heard.acquire();
                    kind.end(connection);
                });
                Providers providers = providers(vendor);
                SpeechEvents audio = speak(providers, vendor, kind)) {
            for (int i = 0; i < pieces; i++) {
                byte[] expected = samples(i);
                for (int got = 0; got < PIECE; ) {
                    byte[] bytes = nextAudio(audio);
                    assertThat(bytes).isEqualTo(Arrays.copyOfRange(expected, got, got + bytes.length));
                    got += bytes.length;
                }
                heard.release();
            }
            assertThat(nextAudio(audio)).isNull();
        }
    }

    // a vendor that has ten minutes ready cannot get rid of them while nobody reads
    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothingIsReadAheadOfTheOneWhoListens(Kind kind) throws Exception {
        AtomicLong sent = new AtomicLong();
        try (ScriptedServer vendor = ScriptedServer.start(connection -> {
                    kind.begin(connection);
                    byte[] piece = samples(1);
                    for (int i = 0; i < TEN_MINUTES / PIECE; i++) {
                        kind.piece(connection, piece);
                        sent.addAndGet(PIECE);
                    }
                    kind.end(connection);
                });
                Providers providers = providers(vendor);
                SpeechEvents audio = speak(providers, vendor, kind)) {
            long heard = 0;
            for (byte[] bytes = nextAudio(audio); bytes != null; bytes = nextAudio(audio)) {
                heard += bytes.length;
                assertThat(sent.get() - heard).isLessThan(AHEAD);
            }
            assertThat(heard).isEqualTo(TEN_MINUTES);
        }
    }

    private static Providers providers(ScriptedServer vendor) {
        return Providers.builder()
                .endpointPolicy(EndpointPolicy.publicHttps().allowOrigin(vendor.url()))
                .build();
    }

    private static SpeechEvents speak(Providers providers, ScriptedServer vendor, Kind kind) {
        ProviderCredential credential = ProviderCredential.builder(kind.provider)
                .secret("api_key", Secret.of("sk-FAKE-0123456789abcdef"))
                .fields(Map.of("base_url", vendor.url() + kind.path))
                .build();
        return providers.providers().stream()
                .filter(provider -> provider.info().id().equals(kind.provider))
                .findFirst()
                .orElseThrow()
                .clients()
                .create(Capability.SPEECH, credential)
                .orElseThrow()
                .stream(
                        SpeechRequest.builder()
                                .text("Hello")
                                .voice("ada")
                                .format(AudioFormat.PCM_24000)
                                .timestamps(kind == Kind.EVENTS)
                                .build(),
                        "voice-1",
                        CallContext.starting(new Timeouts(LONG, LONG, LONG), new Cancellation()));
    }

    private static byte[] nextAudio(SpeechEvents audio) {
        for (SpeechEvent event = audio.next(); event != null; event = audio.next()) {
            if (event instanceof SpeechEvent.Audio piece) {
                return piece.bytes();
            }
        }
        return null;
    }

    private static byte[] samples(int seed) {
        byte[] bytes = new byte[PIECE];
        Arrays.fill(bytes, (byte) (seed + 1));
        return bytes;
    }
}
