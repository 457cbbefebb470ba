package dev.byok.store;

import dev.byok.spi.StoreListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to hear of changes. One that fails is logged, and keeps no change from being made or told. */
final class StoreListeners implements StoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(StoreListeners.class);

    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();

    Runnable add(StoreListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void tenantChanged(String tenant) {
        tell(listener -> listener.tenantChanged(tenant));
    }

    @Override
    public void anythingChanged() {
        tell(StoreListener::anythingChanged);
    }

    private void tell(Consumer<StoreListener> news) {
        for (StoreListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException failure) {
                LOG.warn(
                        "a listener of a key store failed with {}",
                        failure.getClass().getName());
            }
        }
    }
}
