package dev.byok;

import dev.byok.internal.routing.SpeechRouter;
import dev.byok.speech.AudioStream;
import dev.byok.speech.SpeechResponse;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Timeouts;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several things that are said in one voice, such as one side of a telephone call. When a fallback has to serve, it goes on
 * serving: nobody changes the voice in the middle of a call twice. What was named before it is tried again only when
 * everything behind it fails.
 *
 * <p>Thread-safe; nothing to close.
 */
public final class SpeechSession {

    private final ByokClient client;
    private final SpeechRouter.Call template;
    private final Timeouts timeouts;
    private final AtomicInteger first = new AtomicInteger();

    SpeechSession(ByokClient client, SpeechRouter.Call template, Timeouts timeouts) {
        this.client = client;
        this.template = template;
        this.timeouts = timeouts;
    }

    /**
     * Says something and waits for the whole audio.
     *
     * @param text what is spoken
     * @return the audio and its receipt
     * @throws ByokException as {@link SpeechCall#send} does
     */
    public SpeechResponse send(String text) {
        int begin = first.get();
        return client.routers().speech().send(saying(text, begin), context(), served -> keepTo(begin, served));
    }

    /**
     * Says something and returns with the first audio.
     *
     * @param text what is spoken
     * @return the audio as it comes, which the caller closes
     * @throws ByokException as {@link SpeechCall#stream} does
     */
    public AudioStream stream(String text) {
        int begin = first.get();
        return client.routers().speech().stream(saying(text, begin), context(), served -> keepTo(begin, served));
    }

    private SpeechRouter.Call saying(String text, int begin) {
        if (text.isBlank()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "speech needs a text")
                    .build();
        }
        return template.saying(text).beginningAt(begin);
    }

    // a call that began before another one had to fall back does not bring the old voice back
    private void keepTo(int begin, int served) {
        if (!template.routes().isEmpty()) {
            first.compareAndSet(begin, (begin + served) % template.routes().size());
        }
    }

    private CallContext context() {
        return CallContext.starting(timeouts, new Cancellation());
    }
}
