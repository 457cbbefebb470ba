package dev.byok.providers.audio;

/** Turns bytes into samples, whatever the pieces that they come in. */
interface Decoder {

    /** {@return the samples of these bytes, and of what was left over from those before} */
    Samples decode(byte[] bytes);

    /** {@return samples a second; 0 as long as a header has not told it} */
    int sampleRate();

    /**
     * Ends the audio.
     *
     * @throws Truncated when something is missing
     */
    void end();
}
