package dev.byok.providers.audio;

/** Reads samples without a header. */
final class RawDecoder implements Decoder {

    private final SampleEncoding encoding;
    private final int sampleRate;
    private final int channels;
    private final int frame;
    private byte[] left = new byte[0];

    RawDecoder(SampleEncoding encoding, int sampleRate, int channels) {
        this.encoding = encoding;
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.frame = encoding.size() * channels;
    }

    @Override
    public Samples decode(byte[] bytes) {
        byte[] all = left.length == 0 ? bytes : Bytes.join(left, bytes);
        int count = all.length / frame;
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += encoding.read(all, i * frame + channel * encoding.size());
            }
            samples[i] = sum / channels;
        }
        left = Bytes.from(all, count * frame);
        return new Samples(samples, count);
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public void end() {
        if (left.length != 0) {
            throw new Truncated("the audio ends in the middle of a sample");
        }
    }
}
