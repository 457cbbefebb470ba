package dev.byok.providers.audio;

import java.util.Arrays;

/** Samples on the scale of 16 bits, one channel. The array is the holder's own and may be longer than what is in it. */
record Samples(float[] values, int count) {

    static final Samples NONE = new Samples(new float[0], 0);

    /** {@return exactly the samples} */
    float[] exact() {
        return count == values.length ? values : Arrays.copyOf(values, count);
    }
}
