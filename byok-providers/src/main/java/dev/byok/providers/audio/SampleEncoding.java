package dev.byok.providers.audio;

/** How one sample is written down, little-endian. */
enum SampleEncoding {
    PCM_16(2) {
        @Override
        float read(byte[] bytes, int at) {
            return (short) ((bytes[at] & 0xff) | (bytes[at + 1] << 8));
        }
    },
    FLOAT_32(4) {
        @Override
        float read(byte[] bytes, int at) {
            int bits = (bytes[at] & 0xff)
                    | ((bytes[at + 1] & 0xff) << 8)
                    | ((bytes[at + 2] & 0xff) << 16)
                    | ((bytes[at + 3] & 0xff) << 24);
            float value = Float.intBitsToFloat(bits);
            return Float.isNaN(value) ? 0 : value * FULL_SCALE;
        }
    },
    MU_LAW(1) {
        @Override
        float read(byte[] bytes, int at) {
            return MuLaw.decode(bytes[at]);
        }
    };

    private static final float FULL_SCALE = 32_768;

    private final int size;

    SampleEncoding(int size) {
        this.size = size;
    }

    /** {@return the bytes of a sample} */
    int size() {
        return size;
    }

    /** {@return the sample at a position, on the scale of 16 bits} */
    abstract float read(byte[] bytes, int at);
}
