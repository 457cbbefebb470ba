package dev.byok.providers.engine;

import dev.byok.ByokException;
import dev.byok.providers.http.Target;
import dev.byok.providers.http.Transport;
import dev.byok.providers.spec.TranscriptionDialect;
import dev.byok.providers.spec.TranscriptionDialect.Step;
import dev.byok.providers.spec.TranscriptionInput;
import dev.byok.spi.CallContext;
import dev.byok.spi.TranscriptionClient;
import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionRequest;

/** Writes recordings down with one credential: walks the dialect's steps through the transport. */
record VendorTranscriptionClient(Target target, Transport transport, TranscriptionDialect dialect, Pause pause)
        implements TranscriptionClient {

    @Override
    public Transcript transcribe(TranscriptionRequest request, String model, CallContext context) {
        Step step =
                first(new TranscriptionInput(request, model, target.credential().fields()));
        while (step instanceof Step.Ask ask) {
            if (!ask.pause().isZero()) {
                pause.take(target, ask.pause(), context);
            }
            step = next(ask, context);
        }
        return ((Step.Done) step).transcript();
    }

    private Step first(TranscriptionInput input) {
        try {
            return dialect.start(input);
        } catch (ByokException e) {
            throw Failures.ofRequest(target, e);
        }
    }

    private Step next(Step.Ask ask, CallContext context) {
        return JsonReplies.read(target, transport.exchange(target, ask.call(), context), ask.then());
    }
}
