package dev.byok.providers.http;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import okhttp3.Call;

/**
 * Ends a call when the thread that waits for it is interrupted. A platform thread that reads a socket does not notice an
 * interrupt by itself; the JDK tells interruptible channels, so this is one.
 */
final class InterruptGuard extends AbstractInterruptibleChannel {

    /** Something that waits for a socket. */
    @FunctionalInterface
    interface Waiting<T> {

        T run() throws IOException;
    }

    private final Call call;

    InterruptGuard(Call call) {
        this.call = call;
    }

    <T> T guard(Waiting<T> waiting) throws IOException {
        begin();
        try {
            return waiting.run();
        } finally {
            done();
        }
    }

    private void done() {
        try {
            end(true);
        } catch (ClosedChannelException e) {
            // the thread is still marked as interrupted, and that is looked at
            return;
        }
    }

    @Override
    protected void implCloseChannel() {
        call.cancel();
    }
}
