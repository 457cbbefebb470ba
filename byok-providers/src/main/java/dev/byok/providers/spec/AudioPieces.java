package dev.byok.providers.spec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts audio into pieces of a size that a vendor takes, however it comes. Used by one thread at a time. */
public final class AudioPieces {

    private final int least;
    private final int most;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    /**
     * Makes one.
     *
     * @param least bytes of a piece, unless it is the last one
     * @param most bytes of a piece, a whole number of samples
     */
    public AudioPieces(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /**
     * {@return the pieces that are ready}
     *
     * @param samples more audio
     */
    public List<byte[]> add(byte[] samples) {
        waiting.writeBytes(samples);
        return waiting.size() < least ? List.of() : rest();
    }

    /** {@return what is waiting, in pieces; a short one is among them} */
    public List<byte[]> rest() {
        byte[] all = waiting.toByteArray();
        waiting.reset();
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < all.length; at += most) {
            pieces.add(Arrays.copyOfRange(all, at, Math.min(all.length, at + most)));
        }
        return pieces;
    }
}
