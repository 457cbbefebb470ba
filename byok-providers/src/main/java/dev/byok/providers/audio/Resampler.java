package dev.byok.providers.audio;

import java.util.Arrays;

/**
 * Changes the sample rate of a stream with a windowed sinc (Kaiser, beta 9: about 90 dB of stop band), evaluated once per
 * output sample at its exact place. State is a few dozen samples, delay is half of that.
 */
final class Resampler {

    private static final int ZERO_CROSSINGS = 24;
    private static final double BETA = 9;
    // a little below half of the lower rate, so that the slope of the filter ends there
    private static final double PASS = 0.94;
    private static final int LARGEST_TABLE = 1 << 18;

    private final int up;
    private final int down;
    private final double cutoff;
    private final int half;
    private final float[][] phases;
    private float[] kept;
    private int keptCount;
    private long next;
    private long dropped;
    private long taken;

    Resampler(int from, int to) {
        int common = greatestCommonDivisor(from, to);
        this.up = to / common;
        this.down = from / common;
        this.cutoff = PASS * Math.min(1, (double) to / from);
        this.half = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
        this.phases = (long) up * 2 * half <= LARGEST_TABLE ? table() : new float[0][];
        // silence before the first sample, as far as the filter looks back
        this.kept = new float[half];
        this.keptCount = half;
        this.dropped = -half;
    }

    /** {@return what these samples add to the output} */
    Samples resample(Samples in) {
        append(in);
        taken += in.count();
        return produce(dropped + keptCount - half);
    }

    /** {@return the rest} */
    Samples end() {
        append(new Samples(new float[half + 1], half + 1));
        return produce(taken);
    }

    // every output sample whose place lies before the limit, counted in input samples
    private Samples produce(long limit) {
        long end = limit <= 0 ? next : Math.max(next, ceilDiv(limit * up, down));
        float[] out = new float[(int) (end - next)];
        for (int i = 0; i < out.length; i++, next++) {
            long place = next * down;
            long at = Math.floorDiv(place, (long) up);
            out[i] = value(at, (int) (place - at * up));
        }
        drop(Math.floorDiv(next * down, (long) up) - half);
        return new Samples(out, out.length);
    }

    private float value(long at, int phase) {
        int start = (int) (at - half + 1 - dropped);
        float[] taps = phases.length == 0 ? taps(phase) : phases[phase];
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            sum += (double) kept[start + i] * taps[i];
        }
        return (float) sum;
    }

    private void append(Samples in) {
        if (keptCount + in.count() > kept.length) {
            kept = Arrays.copyOf(kept, keptCount + in.count());
        }
        System.arraycopy(in.values(), 0, kept, keptCount, in.count());
        keptCount += in.count();
    }

    private void drop(long before) {
        int count = (int) Math.min(keptCount, Math.max(0, before - dropped));
        System.arraycopy(kept, count, kept, 0, keptCount - count);
        keptCount -= count;
        dropped += count;
    }

    private float[][] table() {
        float[][] table = new float[up][];
        for (int phase = 0; phase < up; phase++) {
            table[phase] = taps(phase);
        }
        return table;
    }

    private float[] taps(int phase) {
        float[] taps = new float[2 * half];
        double fraction = (double) phase / up;
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            double value = kernel(i - half + 1 - fraction);
            taps[i] = (float) value;
            sum += value;
        }
        // what is constant stays as it is, exactly
        for (int i = 0; i < taps.length; i++) {
            taps[i] = (float) (taps[i] / sum);
        }
        return taps;
    }

    private double kernel(double t) {
        double edge = t / half;
        if (edge <= -1 || edge >= 1) {
            return 0;
        }
        double x = Math.PI * cutoff * t;
        double sinc = x == 0 ? 1 : Math.sin(x) / x;
        return cutoff * sinc * bessel(BETA * Math.sqrt(1 - edge * edge)) / bessel(BETA);
    }

    // the modified Bessel function of order zero, by its series
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
