package dev.byok.internal.credential;

import dev.byok.credential.FieldFault.Kind;

/** The rule for labels. */
final class Labels {

    private static final int MAX_LENGTH = 200;

    private Labels() {}

    /** {@return the label without white space at its ends; what is wrong with it is added to the faults} */
    static String check(String typed, Faults faults) {
        String label = Pasted.strip(typed);
        String fault = label.isEmpty() ? "must not be blank" : PlainText.fault(label, MAX_LENGTH);
        if (fault != null) {
            faults.add("label", Kind.MALFORMED, fault);
        }
        return label;
    }
}
