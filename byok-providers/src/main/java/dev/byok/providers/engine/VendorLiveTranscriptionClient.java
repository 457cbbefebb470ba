package dev.byok.providers.engine;

import dev.byok.ByokException;
import dev.byok.providers.audio.AudioConverter;
import dev.byok.providers.http.LiveSlot;
import dev.byok.providers.http.LiveSocket;
import dev.byok.providers.http.Target;
import dev.byok.providers.http.Transport;
import dev.byok.providers.http.UpgradeRefused;
import dev.byok.providers.spec.LiveTranscriptionDialect;
import dev.byok.providers.spec.LiveTranscriptionDialect.Opening;
import dev.byok.providers.spec.LiveTranscriptionInput;
import dev.byok.providers.spec.LiveTranslator;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.speech.AudioFormat;
import dev.byok.spi.CallContext;
import dev.byok.spi.LiveTranscriptionClient;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import dev.byok.transcription.TranscriptionSession;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Opens live sessions with one credential: the dialect translates, the transport sends. */
record VendorLiveTranscriptionClient(Target target, Transport transport, LiveTranscriptionDialect dialect)
        implements LiveTranscriptionClient {

    @Override
    public TranscriptionSession open(
            LiveTranscriptionRequest request,
            String model,
            Consumer<? super TranscriptionEvent> events,
            CallContext context) {
        AudioFormat asked = request.format();
        AudioFormat sent = new AudioFormat(dialect.encoding(asked.encoding()), asked.sampleRate());
        LiveTranscriptionInput input = new LiveTranscriptionInput(
                in(sent, request), model, target.credential().fields());
        Opening opening;
        LiveTranslator translator;
        try {
            opening = dialect.open(input);
            translator = dialect.newTranslator(input);
        } catch (ByokException e) {
            throw Failures.ofRequest(target, e);
        }
        EventTeller teller = new EventTeller(
                new EventOrder(events, request.interim()),
                transport.liveLimits().lateText(),
                transport.clock(),
                transport.liveThreads());
        LiveSession session = new LiveSession(
                target,
                translator,
                converting(asked, sent),
                teller,
                transport.liveLimits().idle(),
                transport.clock());
        session.awaitStart(connect(opening, context, session), context);
        return session;
    }

    private static LiveTranscriptionRequest in(AudioFormat format, LiveTranscriptionRequest request) {
        return new LiveTranscriptionRequest(
                format, request.language(), request.prompt(), request.interim(), request.words(), request.extra());
    }

    private static UnaryOperator<byte[]> converting(AudioFormat asked, AudioFormat sent) {
        if (asked.equals(sent)) {
            return UnaryOperator.identity();
        }
        AudioConverter converter = new AudioConverter(sent);
        converter.begin(Source.of(asked));
        return converter::convert;
    }

    private LiveSocket connect(Opening opening, CallContext context, LiveSession session) {
        try (LiveSlot slot = transport.takeLiveSlot(target)) {
            return opening instanceof Opening.Ask ask
                    ? transport.connect(target, ask.call(), url(ask, context), context, slot, session)
                    : transport.connect(target, ((Opening.Upgrade) opening).upgrade(), context, slot, session);
        } catch (UpgradeRefused e) {
            throw Failures.read(target, e.reply()).exception();
        }
    }

    private String url(Opening.Ask ask, CallContext context) {
        return JsonReplies.read(target, transport.exchange(target, ask.call(), context), ask.url());
    }
}
