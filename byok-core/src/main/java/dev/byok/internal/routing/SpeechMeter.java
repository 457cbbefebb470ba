package dev.byok.internal.routing;

import dev.byok.chat.Usage;
import dev.byok.model.ModelInfo;
import dev.byok.routing.Cost;
import dev.byok.speech.SpeechRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts the characters of speech and prices them.
 *
 * @param models prices
 * @param characters of the text that is asked for
 */
record SpeechMeter(ModelLists models, long characters) implements Meter {

    static SpeechMeter of(ModelLists models, SpeechRequest request) {
        return new SpeechMeter(
                models, request.text().codePointCount(0, request.text().length()));
    }

    @Override
    public Metered unanswered(Route route) {
        return spoken(route, characters, true);
    }

    /** {@return what speech used of which the vendor, or the text, says so many characters} */
    Metered spoken(Route route, long count, boolean estimated) {
        Optional<ModelInfo> model = models.find(route);
        Cost cost = Cost.priced(model.flatMap(known -> known.price().costOfCharacters(count)));
        return new Metered(Usage.UNKNOWN, count, Duration.ZERO, estimated, cost);
    }
}
