package dev.byok.internal.routing;

import dev.byok.chat.Usage;
import dev.byok.model.ModelInfo;
import dev.byok.routing.Cost;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prices the length of audio that was listened to.
 *
 * @param models prices
 */
record ListeningMeter(ModelLists models) implements Meter {

    @Override
    public Metered unanswered(Route route) {
        return Metered.UNKNOWN;
    }

    /** {@return what audio of a length used; unknown when nobody knows the length} */
    Metered heard(Route route, @Nullable Duration length, boolean estimated) {
        if (length == null) {
            return Metered.UNKNOWN;
        }
        Optional<ModelInfo> model = models.find(route);
        Cost cost = Cost.priced(model.flatMap(known -> known.price().costOfAudio(length)));
        return new Metered(Usage.UNKNOWN, 0, length, estimated, cost);
    }
}
