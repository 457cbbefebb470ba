package dev.byok.credential;

/**
 * One field of a credential that cannot be accepted.
 *
 * @param field the field's name, as the schema or the caller spells it; control characters are escaped
 * @param kind in what way it is wrong
 * @param message one sentence for a person; it names the rule, a position and a code point, never the value
 */
public record FieldFault(String field, Kind kind, String message) {

    /** In what way a field is wrong. */
    public enum Kind {
        /** The provider has no such field. */
        UNKNOWN,
        /** The provider needs the field. */
        MISSING,
        /** The value breaks a rule. */
        MALFORMED
    }
}
