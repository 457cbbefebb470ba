package dev.byok.examples.benchmarks;

import org.jspecify.annotations.Nullable;

/** Somebody who speaks. */
interface Voice extends AutoCloseable {

    String TEXT = "Your invoice of May is paid; the next one comes on the first of June.";

    /** {@return audio as it comes} */
    Playing speak();

    @Override
    void close();

    /** Audio as it comes. */
    interface Playing extends AutoCloseable {

        /** {@return the next samples; null at the end} */
        byte @Nullable [] next();

        @Override
        void close();
    }
}
