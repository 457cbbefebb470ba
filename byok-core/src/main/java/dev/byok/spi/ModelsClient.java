package dev.byok.spi;

import dev.byok.model.ModelInfo;
import java.util.List;

/** Lists the models that one credential can use. */
@FunctionalInterface
public interface ModelsClient {

    /**
     * {@return every model, all pages of it}
     *
     * @param context limits and cancellation
     * @throws dev.byok.ByokException what the vendor or the way to it made of it
     */
    List<ModelInfo> list(CallContext context);
}
