package dev.byok.examples.benchmarks;

import org.jspecify.annotations.Nullable;

/** A library that streams, too. */
interface StreamingChat extends Chat {

    /** {@return the answer, which has begun} */
    Tokens stream(int tenant);

    /** A streamed answer. */
    interface Tokens extends AutoCloseable {

        /** {@return the next piece of text; null at the end} */
        @Nullable
        String next();

        @Override
        void close();
    }
}
