package dev.byok.internal.openai;

/** A part of a request that cannot be read; the message names the part and the rule, never the value. */
final class Misfit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Misfit(String path, String rule) {
        super(path + " " + rule, null, false, false);
    }
}
