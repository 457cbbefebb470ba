package dev.byok.providers.engine;

import static dev.byok.providers.http.TestVendors.LONG;
import static dev.byok.providers.http.TestVendors.failure;
import static dev.byok.providers.http.TestVendors.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.http.LiveLimits;
import dev.byok.providers.http.LiveSlot;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.providers.http.Target;
import dev.byok.providers.http.TestVendors;
import dev.byok.providers.http.Transport;
import dev.byok.providers.http.Urls;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveTranscriptionDialect;
import dev.byok.providers.spec.LiveTranscriptionInput;
import dev.byok.providers.spec.LiveTranslator;
import dev.byok.speech.AudioFormat;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionSession;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where one live session may be open at once, the next one may when it has ended, in whichever way, and only then. */
@Timeout(60)
class LiveSlotReturnTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private final Transport transport = new Transport(
            new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT, LiveLimits.DEFAULT.withSessions(1));
    private final BlockingQueue<TranscriptionEvent> events = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void whileASessionIsOpenAnotherOneIsRefusedBeforeAnythingIsSent() throws Exception {
        try (ScriptedServer server = listening()) {
            open(server);

            ByokException refused = failure(() -> open(server));

            assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void afterTheCallerClosed() throws Exception {
        try (ScriptedServer server = listening()) {
            TranscriptionSession session = open(server);
            session.close();
            session.close();

            awaitTheOnlySlot(server);
        }
    }

    @Test
    void afterTheVendorClosed() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.upgrade();
            connection.send(new byte[] {(byte) 0x88, 2, 3, (byte) 0xe8});
            connection.awaitClientGone();
        })) {
            open(server);

            awaitTheOnlySlot(server);
        }
    }

    @Test
    void afterTheConnectionBroke() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.upgrade();
            connection.reset();
        })) {
            // the reset may come first
            CompletableFuture.runAsync(() -> open(server)).handle((done, failed) -> failed);

            awaitTheOnlySlot(server);
        }
    }

    @Test
    void afterARefusedUpgrade() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering(ScriptedServer.reply("403 Forbidden", "{\"error\":{\"message\":\"no\"}}"))) {
            assertThat(failure(() -> open(server)).code()).isEqualTo(ErrorCode.PERMISSION_DENIED);

            awaitTheOnlySlot(server);
        }
    }

    @Test
    void afterNobodyAnswered() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.awaitClientGone();
        })) {
            CallContext impatient = TestVendors.within(LONG, SHORT, LONG);
            assertThat(failure(() -> open(server, new ToyLive(), impatient)).code())
                    .isEqualTo(ErrorCode.TIMEOUT);

            awaitTheOnlySlot(server);
        }
    }

    @Test
    void afterNobodyListened() throws Exception {
        ScriptedServer server = listening();
        server.close();
        assertThat(failure(() -> open(server)).code()).isEqualTo(ErrorCode.ENDPOINT_UNREACHABLE);

        awaitTheOnlySlot(server);
    }

    @Test
    void afterTheCallWasCancelled() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.awaitClientGone();
        })) {
            Cancellation cancellation = new Cancellation();
            CompletableFuture<ByokException> opening = CompletableFuture.supplyAsync(
                    () -> failure(() -> open(server, new ToyLive(), TestVendors.context(cancellation))));
            server.awaitRequest();
            cancellation.cancel();

            assertThat(opening.get(10, TimeUnit.SECONDS).code()).isEqualTo(ErrorCode.CANCELLED);
            awaitTheOnlySlot(server);
        }
    }

    @Test
    void afterTheVendorDidNotBeginTheSession() throws Exception {
        try (ScriptedServer server = listening()) {
            CallContext impatient = TestVendors.within(LONG, Duration.ofMillis(300), LONG);
            assertThat(failure(() -> open(server, new Slow(), impatient)).code())
                    .isEqualTo(ErrorCode.TIMEOUT);

            awaitTheOnlySlot(server);
        }
    }

    @Test
    void afterTheVendorDidNotSayWhereTheSocketIs() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.reply("200 OK", "{}"))) {
            assertThat(failure(() -> open(server, new Asking(), TestVendors.context()))
                            .code())
                    .isEqualTo(ErrorCode.BAD_RESPONSE);

            awaitTheOnlySlot(server);
        }
    }

    @Test
    void afterACallWithoutTimeLeft() throws Exception {
        try (ScriptedServer server = listening()) {
            CallContext late = TestVendors.within(LONG, LONG, Duration.ofNanos(1));
            assertThat(failure(() -> open(server, new ToyLive(), late)).code()).isEqualTo(ErrorCode.TIMEOUT);

            awaitTheOnlySlot(server);
        }
    }

    private static ScriptedServer listening() throws IOException {
        return ScriptedServer.start(connection -> {
            connection.upgrade();
            connection.awaitClientGone();
        });
    }

    private TranscriptionSession open(ScriptedServer server) {
        return open(server, new ToyLive(), TestVendors.context());
    }

    private TranscriptionSession open(ScriptedServer server, LiveTranscriptionDialect dialect, CallContext context) {
        return new VendorLiveTranscriptionClient(at(server), transport, dialect)
                .open(LiveTranscriptionRequest.of(AudioFormat.PCM_16000, null), "*", events::add, context);
    }

    private static Target at(ScriptedServer server) {
        return target(TestVendors.at(server.url()));
    }

    // a socket that is given up ends a moment later
    private void awaitTheOnlySlot(ScriptedServer server) {
        while (true) {
            try (LiveSlot slot = transport.takeLiveSlot(at(server))) {
                assertThat(slot).isNotNull();
                assertThat(failure(() -> transport.takeLiveSlot(at(server))).code())
                        .isEqualTo(ErrorCode.CONFIGURATION);
                return;
            } catch (ByokException e) {
                Thread.onSpinWait();
            }
        }
    }

    /** Waits for a word of the vendor's that does not come. */
    private static final class Slow implements LiveTranscriptionDialect {

        private final ToyLive toy = new ToyLive();

        @Override
        public Opening open(LiveTranscriptionInput input) {
            return toy.open(input);
        }

        @Override
        public LiveTranslator newTranslator(LiveTranscriptionInput input) {
            return new ToyLive.Translator(true);
        }
    }

    /** Asks where the socket is. */
    private static final class Asking implements LiveTranscriptionDialect {

        @Override
        public Opening open(LiveTranscriptionInput input) {
            return new Opening.Ask(HttpCall.get("live"), body -> Json.required(body, "url"));
        }

        @Override
        public LiveTranslator newTranslator(LiveTranscriptionInput input) {
            return new ToyLive.Translator(false);
        }
    }
}
