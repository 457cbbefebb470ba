package dev.byok.spi;

import dev.byok.speech.Voice;
import java.util.List;

/** Lists the voices that one credential can use. */
@FunctionalInterface
public interface VoicesClient {

    /**
     * {@return every voice, all pages of it}
     *
     * @param context limits and cancellation
     * @throws dev.byok.ByokException what the vendor or the way to it made of it
     */
    List<Voice> list(CallContext context);
}
