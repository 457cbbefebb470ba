package dev.byok.providers.engine;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.audio.AudioConverter;
import dev.byok.providers.http.Target;
import dev.byok.providers.http.Transport;
import dev.byok.providers.spec.SpeechDialect;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechInput;
import dev.byok.speech.SpeechRequest;
import dev.byok.spi.CallContext;
import dev.byok.spi.SpeechClient;
import dev.byok.spi.SpeechEvents;
import java.util.ArrayList;
import java.util.List;

/** Speaks with one credential: the dialect translates, the transport sends, the converter makes the format. */
record VendorSpeechClient(Target target, Transport transport, SpeechDialect dialect) implements SpeechClient {

    @Override
    public boolean timesWords(SpeechRequest request, String model) {
        return dialect.timesWords(input(request, model));
    }

    @Override
    public SpeechEvents stream(SpeechRequest request, String model, CallContext context) {
        SpeechInput input = input(request, model);
        AudioConverter converter = new AudioConverter(request.format());
        SpeechParts parts = new SpeechParts(
                target, transport, context, converter, exchanges(input).iterator());
        parts.begin();
        return new StreamedSpeech(target, parts, converter);
    }

    // all of them before the first is sent: nothing is spoken by half
    private List<SpeechExchange> exchanges(SpeechInput input) {
        List<SpeechExchange> exchanges = new ArrayList<>(1);
        for (String part : dialect.parts(input)) {
            SpeechExchange exchange = dialect.encode(part.equals(input.text()) ? input : input.saying(part));
            if (!AudioConverter.canConvert(exchange.audio(), input.request().format())) {
                throw ByokException.of(
                                ErrorCode.INVALID_REQUEST,
                                target.vendor().info().name() + " does not speak "
                                        + input.request().format() + ", and MP3 is not converted")
                        .provider(target.vendor().info().id())
                        .hint("ask for pcm_24000 or another rate of PCM, which every vendor has or is converted to")
                        .build();
            }
            exchanges.add(exchange);
        }
        return exchanges;
    }

    private SpeechInput input(SpeechRequest request, String model) {
        return new SpeechInput(request, model, target.credential().fields());
    }
}
