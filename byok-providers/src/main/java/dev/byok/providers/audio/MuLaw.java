package dev.byok.providers.audio;

/** G.711 mu-law. */
final class MuLaw {

    private static final int BIAS = 0x84;
    private static final int CLIP = 32_635;

    private MuLaw() {}

    static short decode(byte coded) {
        int value = ~coded & 0xff;
        int magnitude = ((((value & 0x0f) << 3) + BIAS) << ((value & 0x70) >> 4)) - BIAS;
        return (short) ((value & 0x80) == 0 ? magnitude : -magnitude);
    }

    static byte encode(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = (magnitude >> (exponent + 3)) & 0x0f;
        return (byte) ~(sign | (exponent << 4) | mantissa);
    }
}
