package dev.byok.providers.contract;

import dev.byok.ByokException;
import dev.byok.chat.ChatAccumulator;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.messaging.MessageReceipt;
import dev.byok.providers.Catalogue;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.providers.http.StreamFeed;
import dev.byok.providers.spec.Hosts;
import dev.byok.speech.AudioFormat;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Capability;
import dev.byok.spi.ChatClient;
import dev.byok.spi.ChatEvents;
import dev.byok.spi.LiveTranscriptionClient;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.SpeechClient;
import dev.byok.spi.Timeouts;
import dev.byok.spi.TranscriptionClient;
import dev.byok.spi.ValidationResult;
import dev.byok.transcription.LiveTranscriptionRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server on this machine in the place of a vendor, and the real transport to talk to it. */
final class Loopback implements AutoCloseable, AfterEachCallback, AfterAllCallback {

    private static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10));

    /** The access token that every service account is given. */
    static final String TOKEN = "ya29.FAKE-Xq7Zr2Lm9Xw4Tn8Vb3Kd6Hs1Pf5Gj0Cy";

    private final MockWebServer server = new MockWebServer();
    private final PromptSockets sockets = new PromptSockets();
    private final TokenEndpoint tokens = new TokenEndpoint(TOKEN);
    private final Providers providers;
    private int seen;

    Loopback() {
        server.setServerSocketFactory(sockets);
        try {
            server.start(InetAddress.getByName("127.0.0.1"), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        this.providers = Catalogue.gettingTokensAt(tokens.url())
                .endpointPolicy(
                        EndpointPolicy.publicHttps().allowOrigin(origin()).allowOrigin(socketOrigin()))
                .build();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getPort();
    }

    private String socketOrigin() {
        return origin().replace("http:", "ws:");
    }

    /** The vendor's base URL with this server's origin. */
    String baseUrl(Contract contract) {
        boolean socket = contract.vendor().hosts() == null && contract.can(Capability.LIVE_TRANSCRIPTION);
        return baseUrl(contract, socket ? socketOrigin() : origin());
    }

    /** The vendor's base URL with another origin. */
    static String baseUrl(Contract contract, String origin) {
        Hosts hosts = contract.vendor().hosts();
        return origin
                + (hosts == null
                        ? "/v1"
                        : URI.create(hosts.of(FakeKeys.fields(contract))).getPath());
    }

    Provider provider(Contract contract) {
        return providers.providers().stream()
                .filter(provider -> provider.info().id().equals(contract.id()))
                .findFirst()
                .orElseThrow();
    }

    /** A credential with a fake key, whose base URL is here. */
    ProviderCredential credential(Contract contract) {
        return credential(contract, baseUrl(contract));
    }

    ProviderCredential credential(Contract contract, String baseUrl) {
        Map<String, String> fields = new HashMap<>(FakeKeys.fields(contract));
        fields.put("base_url", baseUrl);
        return FakeKeys.credential(contract, fields);
    }

    static CallContext context() {
        return CallContext.starting(SHORT, new Cancellation());
    }

    /** Asks the vendor, also where a check looks at the shape of a key only. */
    ValidationResult check(Contract contract) {
        return provider(contract).validator().deepTest(credential(contract), context());
    }

    MessageReceipt message(Contract contract) {
        HttpFile text = HttpFile.read(contract.file("messages", "text", "request.http"));
        return provider(contract)
                .clients()
                .create(Capability.MESSAGES, credential(contract))
                .orElseThrow()
                .send(MessageCase.TEXT.to(text.required("to")), context());
    }

    SpeechClient speech(Contract contract) {
        return provider(contract)
                .clients()
                .create(Capability.SPEECH, credential(contract))
                .orElseThrow();
    }

    Spoken speak(Contract contract, SpeechCase speech) {
        return Spoken.by(speech(contract), contract, speech);
    }

    private void speakOrFail(Contract contract) {
        ByokException failure = speak(contract, SpeechCase.PCM).failure();
        if (failure != null) {
            throw failure;
        }
    }

    LiveTranscriptionClient live(Contract contract) {
        return provider(contract)
                .clients()
                .create(Capability.LIVE_TRANSCRIPTION, credential(contract))
                .orElseThrow();
    }

    TranscriptionClient transcription(Contract contract) {
        return provider(contract)
                .clients()
                .create(Capability.TRANSCRIPTION, credential(contract))
                .orElseThrow();
    }

    /** Makes the call that the vendor is there for: a chat, a message, a speech, a transcription, or else a list. */
    void call(Contract contract) {
        if (contract.can(Capability.CHAT)) {
            send(contract);
        } else if (contract.can(Capability.MESSAGES)) {
            message(contract);
        } else if (contract.can(Capability.SPEECH)) {
            speakOrFail(contract);
        } else if (contract.can(Capability.TRANSCRIPTION)) {
            transcription(contract).transcribe(TranscriptionCase.BASIC.given(), "*", context());
        } else if (contract.can(Capability.LIVE_TRANSCRIPTION)) {
            live(contract)
                    .open(LiveTranscriptionRequest.of(AudioFormat.PCM_16000, null), "*", event -> {}, context())
                    .close();
        } else {
            provider(contract)
                    .clients()
                    .create(Capability.MODELS, credential(contract))
                    .orElseThrow()
                    .list(context());
        }
    }

    ChatClient chat(Contract contract) {
        return provider(contract)
                .clients()
                .create(Capability.CHAT, credential(contract))
                .orElseThrow();
    }

    ChatCompletion send(Contract contract) {
        return chat(contract).send(ChatCase.BASIC.given(), ChatCase.MODEL, context());
    }

    /** What came of a streamed call: the answer as far as it got, and how it failed. */
    record Streamed(ChatCompletion completion, int events, ByokException failure) {}

    Streamed stream(Contract contract) {
        ChatAccumulator answer = new ChatAccumulator();
        int count = 0;
        try (ChatEvents events = chat(contract).stream(ChatCase.STREAM.given(), ChatCase.MODEL, context())) {
            for (ChatEvent event = events.next(); event != null; event = events.next()) {
                answer.add(event);
                count++;
            }
        } catch (ByokException e) {
            return new Streamed(answer.completion(), count, e);
        }
        return new Streamed(answer.completion(), count, null);
    }

    void reply(HttpFile file) {
        MockResponse reply = response(file).body(file.body()).build();
        if (file.note("endpoint").filter("token"::equals).isPresent()) {
            tokens.refuse(reply);
        } else {
            server.enqueue(reply);
        }
    }

    /** Answers with speech, and after it with the file that the answer names, if it names one. */
    void replySpeech(HttpFile file, int chunks) {
        reply(file, SpokenBody.of(file.body().replace("${origin}", origin())), chunks);
        file.note("file")
                .ifPresent(audio -> server.enqueue(new MockResponse.Builder()
                        .addHeader("content-type", "application/octet-stream")
                        .body(new Buffer().write(SpokenBody.of(audio)))
                        .build()));
    }

    /** Answers with a body of bytes, in chunks of that size; 0 for one piece with a length. */
    void reply(HttpFile file, byte[] body, int chunks) {
        MockResponse.Builder response = response(file);
        Buffer buffer = new Buffer().write(body);
        server.enqueue((chunks == 0 ? response.body(buffer) : response.chunkedBody(buffer, chunks)).build());
    }

    static MockResponse.Builder response(HttpFile file) {
        MockResponse.Builder response = new MockResponse.Builder().code(file.status());
        file.headers().forEach(response::addHeader);
        return response;
    }

    void reply(MockResponse response) {
        server.enqueue(response);
    }

    void reply(int status, String contentType, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("content-type", contentType)
                .body(body)
                .build());
    }

    void replyStream(byte[] stream) {
        server.enqueue(stream(stream).build());
    }

    static MockResponse.Builder stream(byte[] stream) {
        return new MockResponse.Builder()
                .addHeader(
                        "content-type",
                        StreamFeed.isFrames(stream)
                                ? "application/vnd.amazon.eventstream"
                                : "text/event-stream; charset=utf-8")
                .body(new Buffer().write(stream));
    }

    /** The next request that was not taken yet. */
    RecordedRequest taken() {
        try {
            RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request came");
            }
            seen++;
            return request;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many requests came that were not taken. */
    int untaken() {
        return server.getRequestCount() - seen;
    }

    /** Where service accounts get their tokens. */
    TokenEndpoint tokens() {
        return tokens;
    }

    /** Ends the newest connection without a word. */
    void cutNewestConnection() {
        sockets.cutNewest();
    }

    /** Forgets replies and requests. */
    void reset() {
        tokens.reset();
        server.setDispatcher(new QueueDispatcher());
        while (untaken() > 0) {
            taken();
        }
    }

    @Override
    public void close() {
        providers.close();
        tokens.close();
        server.close();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }
}
