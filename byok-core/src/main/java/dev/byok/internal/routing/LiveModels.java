package dev.byok.internal.routing;

import dev.byok.model.ModelInfo;
import dev.byok.spi.StoredCredential;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model lists that vendors gave for stored keys. Thread-safe, and asks nobody. */
@FunctionalInterface
public interface LiveModels {

    /** No list is known. */
    LiveModels NONE = row -> null;

    /**
     * {@return the models that a key can use, by id; null when its vendor was not asked yet}
     *
     * @param row the key
     */
    @Nullable
    Map<String, ModelInfo> of(StoredCredential row);
}
