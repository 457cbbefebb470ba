package dev.byok.providers.engine;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatEvent;
import dev.byok.providers.http.StreamReply;
import dev.byok.providers.http.Target;
import dev.byok.providers.spec.ChatStreamReader;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.spi.ChatEvents;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it comes. Before the first content a failure keeps its own code, so that another route can be tried;
 * after it every failure but a cancelled call is {@code INCOMPLETE}: the caller holds a part of an answer.
 */
final class StreamedChat implements ChatEvents {

    private final Target target;
    private final StreamReply reply;
    private final ChatStreamReader reader;
    private final Queue<ChatEvent> ready = new ArrayDeque<>(4);
    private boolean content;
    private boolean finished;
    private boolean ended;

    StreamedChat(Target target, StreamReply reply, ChatStreamReader reader) {
        this.target = target;
        this.reply = reply;
        this.reader = reader;
    }

    @Override
    public @Nullable ChatEvent next() {
        while (ready.isEmpty() && !ended) {
            try {
                read();
            } catch (ByokException e) {
                throw failed(e);
            } catch (MalformedReply e) {
                throw failed(
                        reply.isCut()
                                ? endedEarly()
                                : Failures.malformed(target, String.valueOf(e.getMessage()), reply.facts()));
            } catch (ErrorInReply e) {
                throw failed(Failures.inReply(target, e.body(), reply.facts()).exception());
            }
        }
        ChatEvent event = ready.poll();
        if (event == null) {
            reply.finish();
        }
        return event;
    }

    private void read() {
        if (!reply.next()) {
            if (reply.isCut() || !reader.mayEndHere()) {
                throw endedEarly();
            }
            ended = true;
            return;
        }
        if (reader.accept(reply.event(), reply.data(), this::take)) {
            // an end marker alone is no answer
            if (!content && !finished) {
                throw endedEarly();
            }
            ended = true;
        }
    }

    private void take(ChatEvent event) {
        if (event.isContent() && !content) {
            content = true;
            reply.contentSeen();
        }
        finished |= event instanceof ChatEvent.Finished;
        ready.add(event);
    }

    private ByokException endedEarly() {
        return ByokException.of(
                        content ? ErrorCode.INCOMPLETE : ErrorCode.BAD_RESPONSE,
                        target.vendor().info().name() + " ended the stream before the answer was complete")
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .build();
    }

    private ByokException failed(ByokException e) {
        reply.close();
        return Failures.afterContent(target, e, content, "The answer broke off after it had begun: ");
    }

    @Override
    public void close() {
        reply.close();
    }
}
