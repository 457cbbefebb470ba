package dev.byok.providers.engine;

import dev.byok.ByokException;
import dev.byok.chat.ChatAccumulator;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.ChatRequest;
import dev.byok.providers.http.HttpReply;
import dev.byok.providers.http.ReplyFacts;
import dev.byok.providers.http.StreamReply;
import dev.byok.providers.http.Target;
import dev.byok.providers.http.Transport;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.CallContext;
import dev.byok.spi.ChatClient;
import dev.byok.spi.ChatEvents;
import java.util.Map;

/** Chats with one credential: the dialect translates, the transport sends. */
record VendorChatClient(Target target, Transport transport, ChatDialect dialect) implements ChatClient {

    @Override
    public ChatCompletion send(ChatRequest request, String model, CallContext context) {
        if (dialect.alwaysStreams()) {
            return collect(stream(request, model, context));
        }
        HttpReply reply = transport.exchange(target, encode(request, model, false), context);
        if (!reply.isSuccess()) {
            throw Failures.read(target, reply).exception();
        }
        return decode(reply);
    }

    @Override
    public ChatEvents stream(ChatRequest request, String model, CallContext context) {
        StreamReply reply = transport.stream(target, encode(request, model, true), context);
        if (reply.isEventStream()) {
            return new StreamedChat(target, reply, dialect.newStreamReader());
        }
        // some servers answer the whole at once although a stream was asked for
        HttpReply whole = reply.whole();
        if (!whole.isSuccess()) {
            throw Failures.read(target, whole).exception();
        }
        return new WholeChat(decode(whole));
    }

    private HttpCall encode(ChatRequest request, String model, boolean stream) {
        Map<String, String> fields = target.credential().fields();
        HttpCall call;
        try {
            call = dialect.encode(new ChatInput(request, model, stream, fields));
        } catch (ByokException e) {
            throw Failures.ofRequest(target, e);
        }
        String custom = fields.get(VendorSpec.CUSTOM_BODY);
        return custom == null ? call : CustomBody.add(custom, call, target);
    }

    private static ChatCompletion collect(ChatEvents events) {
        try (events) {
            ChatAccumulator answer = new ChatAccumulator();
            for (ChatEvent event = events.next(); event != null; event = events.next()) {
                answer.add(event);
            }
            return answer.completion();
        }
    }

    private ChatCompletion decode(HttpReply reply) {
        try {
            return dialect.decode(reply.body());
        } catch (MalformedReply e) {
            throw Failures.malformed(target, String.valueOf(e.getMessage()), ReplyFacts.of(reply));
        } catch (ErrorInReply e) {
            throw Failures.inReply(target, e.body(), ReplyFacts.of(reply)).exception();
        }
    }
}
