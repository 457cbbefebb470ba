package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.providers.spec.Json;
import dev.byok.speech.AudioFormat;
import dev.byok.spi.LiveTranscriptionClient;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/**
 * A live session as a text, played step by step with the server in the place of the vendor:
 *
 * <pre>
 * # model, format, language, prompt, words, finals-only, extra: what is asked for
 * # opening: other.txt    begins as that script does, up to its event "started"
 * reply 201 {json}       the server's answer to a request before the upgrade; ${ws} is where the socket is
 * &gt; GET /path?query      the request that is expected: of the upgrade, or with a body before it
 * &gt; {json}               the frame that is expected; "${audio}" in it is what was sent last, as base64
 * &gt; binary               the frame that is expected: what was sent last
 * &gt; text word            the frame that is expected: a bare word
 * &lt; {json}               a frame of the server's
 * &lt; close 1000 text      the server closes
 * &lt; drop                 the connection breaks without a word
 * opened                 the session is open
 * audio 3200             sends so many bytes
 * samples ff8000         sends these bytes
 * end-utterance, finish, close
 * = event                the event that is expected, see {@link LiveEventText}
 * fails CODE vendor-code the session is not opened
 * </pre>
 */
final class LiveScript {

    private static final long PATIENCE = 5;

    private final Loopback server;
    private final Map<String, String> notes = new HashMap<>();
    private final List<String> steps;
    private final BlockingQueue<Object> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<TranscriptionEvent> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<WebSocket> vendor = new CompletableFuture<>();
    private CompletableFuture<TranscriptionSession> opening;
    private byte[] sent = {};
    private byte counter;

    LiveScript(Loopback server, Path file) {
        this(server, file, lines(file));
    }

    private LiveScript(Loopback server, Path file, List<String> lines) {
        this.server = server;
        this.steps = new ArrayList<>();
        readNotes(lines);
        if (notes.containsKey("opening")) {
            List<String> other = lines(file.resolveSibling(notes.get("opening")));
            readNotes(other);
            List<String> begin = steps(other);
            int started = IntStream.range(0, begin.size())
                    .filter(step -> begin.get(step).startsWith("= started"))
                    .findFirst()
                    .orElseThrow();
            steps.addAll(begin.subList(0, started + 1));
        }
        steps.addAll(steps(lines));
    }

    /**
     * One session for each line of {@code close-codes.txt}, {@code 4001 not_authorised = AUTH_FAILED}: what the vendor closes
     * with, and what that means. One that nobody asked for and that says nothing is an end too early.
     */
    static List<LiveScript> ofCloseCodes(Loopback server, Path file) {
        return ofEachLine(server, file, (close, meant) -> {
            String code = close.split(" ")[0];
            return List.of(
                    "< close " + close,
                    "= error " + meant + (meant.equals("INCOMPLETE") ? " -" : " " + code),
                    "= closed early " + code);
        });
    }

    /**
     * One session for each line of {@code errors.txt}, {@code bad-key: {json} = AUTH_FAILED vendor-code}: a message of the
     * vendor's, and what it means. A session that may go on after it is closed by the caller.
     */
    static List<LiveScript> ofErrors(Loopback server, Path file) {
        return ofEachLine(server, file, (message, meant) -> {
            boolean goesOn = meant.startsWith("RATE_LIMITED") || meant.startsWith("INVALID_REQUEST");
            return Stream.of(
                            "< " + message.substring(message.indexOf(": ") + 2),
                            "= error " + meant,
                            goesOn ? "close" : "",
                            lines(file).stream()
                                    .filter(line -> line.startsWith("# farewell: "))
                                    .map(line -> "> " + line.substring("# farewell: ".length()))
                                    .findFirst()
                                    .orElse(""),
                            "= closed early 1000")
                    .filter(step -> !step.isEmpty())
                    .toList();
        });
    }

    /** The names in {@code errors.txt}. */
    static List<String> errors(Path file) {
        return steps(lines(file)).stream()
                .map(line -> line.substring(0, line.indexOf(": ")))
                .toList();
    }

    private static List<LiveScript> ofEachLine(
            Loopback server, Path file, BiFunction<String, String, List<String>> session) {
        List<String> lines = lines(file);
        List<String> head = lines.stream().filter(line -> line.startsWith("# ")).toList();
        return steps(lines).stream()
                .map(line -> {
                    int meaning = line.lastIndexOf(" = ");
                    List<String> all = new ArrayList<>(head);
                    all.addAll(session.apply(line.substring(0, meaning), line.substring(meaning + 3)));
                    return new LiveScript(server, file, all);
                })
                .toList();
    }

    // what is nearer counts
    private void readNotes(List<String> lines) {
        lines.stream()
                .filter(line -> line.startsWith("# ") && line.contains(":"))
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    notes.putIfAbsent(
                            line.substring(2, colon), line.substring(colon + 1).strip());
                });
    }

    private static List<String> steps(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plays it; whatever happens, nothing may be left over at the end. */
    void play(Contract contract) {
        steps.stream().filter(step -> step.startsWith("reply ")).forEach(this::enqueueReply);
        server.reply(new MockResponse.Builder().webSocketUpgrade(new Vendor()).build());
        LiveTranscriptionClient client = server.live(contract);
        opening = background(
                () -> client.open(request(), notes.getOrDefault("model", "*"), events::add, Loopback.context()));
        for (String step : steps) {
            try {
                play(step);
            } catch (AssertionError e) {
                throw new AssertionError("at: " + step + "\n" + e.getMessage() + "\nof " + steps + failedOpening(), e);
            }
        }
        assertThat(frames).as("frames that nobody expected").isEmpty();
        assertThat(events).as("events that nobody expected").isEmpty();
    }

    private String failedOpening() {
        return opening.isCompletedExceptionally()
                ? "\nwhich was not opened: "
                        + opening.handle((session, failure) -> failure).join()
                : "";
    }

    private static CompletableFuture<TranscriptionSession> background(Supplier<TranscriptionSession> open) {
        CompletableFuture<TranscriptionSession> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(open.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private LiveTranscriptionRequest request() {
        Map<String, Object> extra = notes.containsKey("extra")
                ? Map.of(notes.get("extra").split("=")[0], notes.get("extra").split("=")[1])
                : Map.of();
        return new LiveTranscriptionRequest(
                AudioFormat.parse(notes.getOrDefault("format", "pcm_16000")),
                Optional.ofNullable(notes.get("language")),
                Optional.ofNullable(notes.get("prompt")),
                !notes.containsKey("finals-only"),
                notes.containsKey("words"),
                extra);
    }

    private void play(String step) {
        String rest = step.substring(step.indexOf(' ') + 1);
        switch (step.split(" ")[0]) {
            case "reply" -> {
                // was enqueued before anything was asked
            }
            case ">" -> expect(rest);
            case "<" -> tell(rest);
            case "=" -> assertThat(LiveEventText.of(taken(events))).isEqualTo(rest);
            case "opened" -> opening.join();
            case "fails" -> fails(rest);
            case "audio" -> send(counted(Integer.parseInt(rest)));
            case "samples" -> send(HexFormat.of().parseHex(rest));
            case "end-utterance" -> opening.join().endUtterance();
            case "finish" -> opening.join().finish();
            case "close" -> opening.join().close();
            default -> throw new IllegalArgumentException(step);
        }
    }

    private void enqueueReply(String step) {
        String[] parts = step.split(" ", 3);
        server.reply(
                Integer.parseInt(parts[1]),
                "application/json",
                parts[2].replace("${ws}", server.origin().replace("http:", "ws:")));
    }

    private void expect(String what) {
        if (what.startsWith("GET ") || what.startsWith("POST ")) {
            RecordedRequest request = server.taken();
            String[] parts = what.split(" ", 3);
            assertThat(request.getMethod() + " " + request.getTarget()).isEqualTo(parts[0] + " " + parts[1]);
            if (parts.length > 2) {
                assertThat(Json.read(request.getBody().toByteArray()))
                        .isEqualTo(Json.read(parts[2].getBytes(StandardCharsets.UTF_8)));
            }
            return;
        }
        Object frame = taken(frames);
        if (what.equals("binary")) {
            assertThat(frame).isInstanceOf(ByteString.class);
            assertThat(((ByteString) frame).toByteArray()).isEqualTo(sent);
        } else if (what.startsWith("text ")) {
            assertThat(frame).isEqualTo(what.substring(5));
        } else {
            String audio = Base64.getEncoder().encodeToString(sent);
            assertThat(json((String) frame)).isEqualTo(json(what.replace("${audio}", audio)));
        }
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private void tell(String what) {
        WebSocket socket = within(vendor);
        if (what.startsWith("close ")) {
            String[] parts = what.split(" ", 3);
            socket.close(Integer.parseInt(parts[1]), parts.length > 2 ? parts[2] : "");
        } else if (what.equals("drop")) {
            server.cutNewestConnection();
        } else {
            socket.send(what);
        }
    }

    private byte[] counted(int bytes) {
        byte[] counted = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            counted[i] = counter++;
        }
        return counted;
    }

    private void send(byte[] audio) {
        sent = audio;
        opening.join().send(audio);
    }

    private void fails(String how) {
        String[] parts = how.split(" ");
        Throwable thrown = null;
        try {
            opening.join().close();
        } catch (CompletionException e) {
            thrown = e.getCause();
        }
        assertThat(thrown).isInstanceOf(ByokException.class);
        assertThat(((ByokException) thrown).code().name()).isEqualTo(parts[0]);
        assertThat(((ByokException) thrown).vendorCode().orElse("-")).isEqualTo(parts.length > 1 ? parts[1] : "-");
    }

    private static <T> T within(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("nothing came", e);
        }
    }

    private static <T> T taken(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(PATIENCE, TimeUnit.SECONDS);
            assertThat(next).as("what comes next").isNotNull();
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private final class Vendor extends WebSocketListener {

        @Override
        public void onOpen(WebSocket socket, Response response) {
            vendor.complete(socket);
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            frames.add(text);
        }

        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            frames.add(bytes);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(code, reason);
        }
    }
}
