package dev.byok.providers.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.audio.AudioConverter;
import dev.byok.providers.http.HttpReply;
import dev.byok.providers.http.ReplyFacts;
import dev.byok.providers.http.StreamReply;
import dev.byok.providers.http.Target;
import dev.byok.providers.http.Transport;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Reply;
import dev.byok.providers.spec.SpeechReader;
import dev.byok.spi.CallContext;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the requests of one speech, one after the other. */
final class SpeechParts {

    private final Target target;
    private final Transport transport;
    private final CallContext context;
    private final AudioConverter converter;
    private final Iterator<SpeechExchange> exchanges;
    private volatile @Nullable StreamReply reply;
    private @Nullable SpeechPart part;
    private List<String> domains = List.of();

    SpeechParts(
            Target target,
            Transport transport,
            CallContext context,
            AudioConverter converter,
            Iterator<SpeechExchange> exchanges) {
        this.target = target;
        this.transport = transport;
        this.context = context;
        this.converter = converter;
        this.exchanges = exchanges;
    }

    /** Sends the next request; false when there is none. */
    boolean begin() {
        if (!exchanges.hasNext()) {
            return false;
        }
        SpeechExchange exchange = exchanges.next();
        StreamReply begun = transport.stream(target, accepting(exchange), context);
        reply = begun;
        converter.begin(exchange.audio());
        part = open(exchange.reply(), begun);
        return true;
    }

    /** Goes on with the file that the reply named. */
    void follow(String url) {
        StreamReply file = transport.fetch(target, url, domains, context);
        reply = file;
        part = raw(file);
    }

    SpeechPart current() {
        return present(part);
    }

    StreamReply reply() {
        return present(reply);
    }

    private SpeechPart open(Reply shape, StreamReply begun) {
        if (!begun.isSuccess()) {
            throw Failures.read(target, begun.whole()).exception();
        }
        if (shape instanceof Reply.Bytes) {
            return raw(begun);
        }
        if (shape instanceof Reply.Events events) {
            return begun.isEventStream() ? events(begun, events.reader()) : document(begun, events.reader());
        }
        if (shape instanceof Reply.Lines lines) {
            begun.expectLines();
            return new SpeechPart.Events(begun, lines.reader().get());
        }
        if (shape instanceof Reply.Link link) {
            domains = link.domains();
            return document(begun, link.reader());
        }
        return document(begun, ((Reply.Document) shape).reader());
    }

    private static SpeechPart events(StreamReply begun, Supplier<SpeechReader> reader) {
        begun.expectAudioEvents();
        return new SpeechPart.Events(begun, reader.get());
    }

    private SpeechPart raw(StreamReply begun) {
        if (!begun.isSuccess()) {
            throw Failures.read(target, begun.whole()).exception();
        }
        if (begun.isText()) {
            throw noAudio(begun.whole());
        }
        return new SpeechPart.Raw(begun);
    }

    // also what is one document although events were asked for: mostly an error
    private SpeechPart document(StreamReply begun, Supplier<SpeechReader> reader) {
        JsonNode body = JsonReplies.read(target, begun.wholeAudio(), Function.identity());
        return new SpeechPart.Document(body, reader.get());
    }

    private RuntimeException noAudio(HttpReply whole) {
        JsonNode body = Json.readOrNull(whole.body());
        if (body != null) {
            JsonReplies.read(target, whole, body, Function.identity());
        }
        return Failures.malformed(target, "there is text where audio was due", ReplyFacts.of(whole));
    }

    private static HttpCall accepting(SpeechExchange exchange) {
        if (exchange.call().headers().stream().anyMatch(header -> header.name().equalsIgnoreCase("Accept"))
                || exchange.reply() instanceof Reply.Events) {
            return exchange.call();
        }
        return exchange.call().with("Accept", exchange.reply() instanceof Reply.Bytes ? "*/*" : "application/json");
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("nothing was sent yet");
        }
        return value;
    }
}
