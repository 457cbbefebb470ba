package dev.byok.testkit;

import dev.byok.spi.StoreListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a store told. */
public final class StoreChanges implements StoreListener {

    /** What stands for "anything". */
    public static final String ANYTHING = "(anything)";

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void tenantChanged(String tenant) {
        told.add(tenant);
    }

    @Override
    public void anythingChanged() {
        told.add(ANYTHING);
    }

    /** {@return the tenants, in the order they came in} */
    public List<String> told() {
        return List.copyOf(told);
    }
}
