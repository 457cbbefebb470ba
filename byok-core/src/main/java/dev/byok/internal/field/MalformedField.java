package dev.byok.internal.field;

/** A value breaks a rule. The message says which, to be read after the field's name, and repeats nothing of the value. */
public final class MalformedField extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param fault what is wrong, to be read after the field's name, without anything of the value
     */
    public MalformedField(String fault) {
        super(fault, null, false, false);
    }

    /** {@return what is wrong, for example {@code has no colon in line 2}} */
    public String fault() {
        return String.valueOf(getMessage());
    }
}
