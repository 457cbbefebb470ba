package dev.byok.model;

/** How soon a model answers, compared with its siblings: a property of its family, not a measurement. */
public enum ModelSpeed {
    /** Small or on fast hardware: autocompletion, voice, short questions. */
    INSTANT,
    /** Everyday work: answers at once, thinks little or only when asked to. */
    FAST,
    /** Large, or thinks before it answers. */
    DEEP
}
