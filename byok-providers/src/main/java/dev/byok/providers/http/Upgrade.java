package dev.byok.providers.http;

import dev.byok.ByokException;
import java.io.IOException;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * How the wish for a WebSocket was answered.
 *
 * @param socket the socket; null when there is none
 * @param refusal why there is none; null when there is one
 */
record Upgrade(@Nullable LiveSocket socket, @Nullable RuntimeException refusal) {

    static Upgrade refused(Throwable failure, @Nullable Response response, Target target, ReceivedLimit limit) {
        if (response == null) {
            return new Upgrade(null, NetworkFailures.ofSocket(failure, target, limit, false));
        }
        try (response) {
            return new Upgrade(
                    null, new UpgradeRefused(Transport.readWhole(response, target, Transport.Limits.DEFAULT, 0)));
        } catch (ByokException e) {
            return new Upgrade(null, e);
        } catch (IOException e) {
            return new Upgrade(null, NetworkFailures.ofSocket(e, target, limit, false));
        }
    }
}
