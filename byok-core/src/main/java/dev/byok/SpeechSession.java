package dev.byok;

import dev.byok.internal.routing.SpeechRouter;
import dev.byok.routing.Attempt;
import dev.byok.routing.Receipt;
import dev.byok.speech.AudioStream;
import dev.byok.speech.SpeechResponse;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Timeouts;
import java.util.List;

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
    private volatile int first;

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
        SpeechResponse response = client.speechRouter().send(saying(text), context());
        keepTo(response.receipt());
        return response;
    }

    /**
     * Says something and returns with the first audio.
     *
     * @param text what is spoken
     * @return the audio as it comes, which the caller closes
     * @throws ByokException as {@link SpeechCall#stream} does
     */
    public AudioStream stream(String text) {
        AudioStream stream = client.speechRouter().stream(saying(text), context());
        keepTo(stream.receipt());
        return stream;
    }

    private SpeechRouter.Call saying(String text) {
        if (text.isBlank()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "speech needs a text")
                    .build();
        }
        return template.saying(text, first);
    }

    private void keepTo(Receipt receipt) {
        List<Attempt> attempts = receipt.attempts();
        int served = client.speechRouter().routeOf(template, attempts.get(attempts.size() - 1));
        if (served >= 0) {
            first = served;
        }
    }

    private CallContext context() {
        return CallContext.starting(timeouts, new Cancellation());
    }
}
