package dev.byok.providers.http;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.util.concurrent.Semaphore;

/** How many live sessions may be open at once: each of them holds a thread and a socket. */
final class LiveSlots {

    private final int most;
    private final Semaphore free;

    LiveSlots(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("no session could be opened: " + most);
        }
        this.most = most;
        this.free = new Semaphore(most);
    }

    /** How many more sessions may be opened now. */
    int free() {
        return free.availablePermits();
    }

    /**
     * Takes a slot.
     *
     * @throws ByokException {@code CONFIGURATION} when as many sessions are open as may be; the vendor and the key have no
     *     part in that
     */
    LiveSlot take(Target target) {
        if (!free.tryAcquire()) {
            throw ByokException.of(
                            ErrorCode.CONFIGURATION,
                            most + " live sessions are open, as many as this application allows at once")
                    .provider(target.vendor().info().id())
                    .credentialId(target.credential().id().orElse(null))
                    .hint("close sessions that are over, or raise Providers.builder().maxLiveSessions(…)")
                    .build();
        }
        return new LiveSlot(free::release);
    }
}
