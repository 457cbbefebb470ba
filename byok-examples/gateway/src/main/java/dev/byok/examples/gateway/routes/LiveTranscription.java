package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.LiveTranscriptionCall;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes.Caller;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionSession;
import io.javalin.websocket.WsContext;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.websocket.api.Callback;
import org.jspecify.annotations.Nullable;

/** One client that speaks, and the vendor's session behind it. The server calls it with one message at a time. */
final class LiveTranscription implements AutoCloseable {

    private static final int NORMAL = 1000;
    private static final int FAILED = 1011;

    private final WsContext client;
    private final Caller caller;
    private volatile @Nullable TranscriptionSession session;
    // half of a sample, until the other half comes
    private byte[] rest = {};

    LiveTranscription(WsContext client, Caller caller) {
        this.client = client;
        this.caller = caller;
    }

    void open(LiveTranscriptionCall call) {
        try {
            session = call.open(this::tell);
        } catch (ByokException e) {
            fail(e);
        }
    }

    void audio(ByteBuffer data) {
        byte[] samples = Arrays.copyOf(rest, rest.length + data.remaining());
        data.get(samples, rest.length, data.remaining());
        int whole = samples.length & ~1;
        rest = Arrays.copyOfRange(samples, whole, samples.length);
        TranscriptionSession open = session;
        if (open == null || whole == 0) {
            return;
        }
        try {
            open.send(whole == samples.length ? samples : Arrays.copyOf(samples, whole));
        } catch (ByokException e) {
            // when the session is over, the event that says why is on its way
            if (e.code() != ErrorCode.CANCELLED) {
                fail(e);
            }
        }
    }

    void control(String text) {
        TranscriptionSession open = session;
        JsonNode message = Json.readOrNull(text);
        String type = message == null ? "" : message.path("type").asText();
        if (open == null) {
            return;
        }
        switch (type) {
            case "finalize" -> open.endUtterance();
            case "close" -> open.finish();
            default -> say(error("A message is binary audio, {\"type\":\"finalize\"} or {\"type\":\"close\"}"));
        }
    }

    private void tell(TranscriptionEvent event) {
        if (event instanceof TranscriptionEvent.Interim interim) {
            say(of("interim").put("text", interim.text()));
        } else if (event instanceof TranscriptionEvent.Final said) {
            ObjectNode message = of("final").put("text", said.text());
            said.confidence().ifPresent(confidence -> message.put("confidence", confidence));
            said.language().ifPresent(language -> message.put("language_code", language));
            say(message);
        } else if (event instanceof TranscriptionEvent.UtteranceEnd) {
            say(of("utterance_end"));
        } else if (event instanceof TranscriptionEvent.SpeechStarted) {
            say(of("speech_started"));
        } else if (event instanceof TranscriptionEvent.Error error) {
            say(error(error.message()).put("code", error.code().id()));
        } else if (event instanceof TranscriptionEvent.Closed closed) {
            client.closeSession(closed.clean() ? NORMAL : FAILED, "");
        }
    }

    private void fail(ByokException failure) {
        ObjectNode message = error(failure.summary()).put("code", failure.code().id());
        failure.hint().ifPresent(hint -> message.put("hint", hint));
        say(message);
        client.closeSession(FAILED, failure.code().id());
    }

    private static ObjectNode error(String message) {
        return of("error").put("message", message);
    }

    private static ObjectNode of(String type) {
        return Json.object().put("type", type);
    }

    /** A client that does not read gets no more: what waits for it would fill the memory. */
    private void say(ObjectNode message) {
        client.session.sendText(message.toString(), Callback.from(() -> {}, failure -> client.session.disconnect()));
    }

    /** Ends the vendor's session, and wipes what the client brought along. */
    @Override
    public void close() {
        TranscriptionSession open = session;
        if (open != null) {
            open.close();
        }
        caller.close();
    }
}
