package dev.byok.internal.routing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Brings speech to one loudness: the mean power of what is no silence, with a bound for the gain and for the peak. Samples
 * have 16 bits.
 *
 * @param dbfs the mean power to reach, in decibels below full scale
 */
record Loudness(double dbfs) {

    // what is quieter than 50 dB below full scale is a pause
    private static final double SILENCE = 32_768 * 0.00316;
    // at most 12 dB up or down: more would lift noise or flatten what is meant
    private static final double MOST = 4;
    private static final double PEAK = 32_767 * 0.89;
    private static final int WINDOW = 480;

    /** {@return the same speech at the common loudness} */
    byte[] levelled(byte[] pcm) {
        ByteBuffer in = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        double gain = gain(in, pcm.length / 2);
        ByteBuffer out = ByteBuffer.allocate(pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < pcm.length / 2; i++) {
            out.putShort((short) Math.round(in.getShort(2 * i) * gain));
        }
        return out.array();
    }

    private double gain(ByteBuffer samples, int count) {
        double power = 0;
        long spoken = 0;
        double peak = 0;
        for (int start = 0; start < count; start += WINDOW) {
            int end = Math.min(count, start + WINDOW);
            double sum = 0;
            for (int i = start; i < end; i++) {
                double value = samples.getShort(2 * i);
                sum += value * value;
                peak = Math.max(peak, Math.abs(value));
            }
            if (Math.sqrt(sum / (end - start)) > SILENCE) {
                power += sum;
                spoken += end - start;
            }
        }
        if (spoken == 0) {
            return 1;
        }
        double wanted = 32_768 * Math.pow(10, dbfs / 20) / Math.sqrt(power / spoken);
        return Math.min(PEAK / peak, Math.max(1 / MOST, Math.min(MOST, wanted)));
    }
}
