package dev.byok.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One field of a credential: enough to render it in a form, to check a value, and to decide how it is stored.
 * Immutable; the {@code with}-like methods return copies.
 */
public final class Field {

    private final String name;
    private final String label;
    private final FieldType type;
    private final boolean required;
    private final boolean advanced;
    private final @Nullable String help;
    private final @Nullable String prefix;
    private final @Nullable String where;
    private final List<String> choices;

    private Field(
            String name,
            String label,
            FieldType type,
            boolean required,
            boolean advanced,
            @Nullable String help,
            @Nullable String prefix,
            @Nullable String where,
            List<String> choices) {
        this.name = Objects.requireNonNull(name, "name");
        this.label = Objects.requireNonNull(label, "label");
        this.type = Objects.requireNonNull(type, "type");
        this.required = required;
        this.advanced = advanced;
        this.help = help;
        this.prefix = prefix;
        this.where = where;
        this.choices = List.copyOf(choices);
    }

    /**
     * {@return a required secret}
     *
     * @param name snake case, stable
     * @param label for a form
     */
    public static Field secret(String name, String label) {
        return new Field(name, label, FieldType.SECRET, true, false, null, null, null, List.of());
    }

    /**
     * {@return a required line of text}
     *
     * @param name snake case, stable
     * @param label for a form
     */
    public static Field text(String name, String label) {
        return new Field(name, label, FieldType.TEXT, true, false, null, null, null, List.of());
    }

    /**
     * {@return a required base URL}
     *
     * @param name snake case, stable
     * @param label for a form
     */
    public static Field url(String name, String label) {
        return new Field(name, label, FieldType.URL, true, false, null, null, null, List.of());
    }

    /**
     * {@return a required choice}
     *
     * @param name snake case, stable
     * @param label for a form
     * @param choices the values that are accepted; the first one is the default
     */
    public static Field choice(String name, String label, String... choices) {
        return new Field(name, label, FieldType.CHOICE, true, false, null, null, null, List.of(choices));
    }

    /** {@return this field, not required} */
    public Field optional() {
        return new Field(name, label, type, false, advanced, help, prefix, where, choices);
    }

    /** {@return this field, optional and behind a form's Advanced toggle} */
    public Field advanced() {
        return new Field(name, label, type, false, true, help, prefix, where, choices);
    }

    /**
     * {@return this field with a sentence of help}
     *
     * @param text for a form
     */
    public Field help(String text) {
        return new Field(name, label, type, required, advanced, text, prefix, where, choices);
    }

    /**
     * {@return this field with the start that its values usually have; a hint for recognising a pasted key, never a
     * reason to refuse one}
     *
     * @param text for example {@code sk-}
     */
    public Field startsWith(String text) {
        return new Field(name, label, type, required, advanced, help, text, where, choices);
    }

    /**
     * {@return this field with the page that shows its value at the vendor}
     *
     * @param link an https link
     */
    public Field where(String link) {
        return new Field(name, label, type, required, advanced, help, prefix, link, choices);
    }

    /** {@return the stable name, snake case} */
    public String name() {
        return name;
    }

    /** {@return the label for a form} */
    public String label() {
        return label;
    }

    /** {@return what the field holds} */
    public FieldType type() {
        return type;
    }

    /** {@return whether the value is sealed and shown only masked} */
    public boolean isSecret() {
        return type == FieldType.SECRET;
    }

    /** {@return whether a credential without it is refused} */
    public boolean isRequired() {
        return required;
    }

    /** {@return whether a form should hide it behind a toggle} */
    public boolean isAdvanced() {
        return advanced;
    }

    /** {@return a sentence of help} */
    public Optional<String> help() {
        return Optional.ofNullable(help);
    }

    /** {@return the start that values usually have} */
    public Optional<String> prefix() {
        return Optional.ofNullable(prefix);
    }

    /** {@return the page that shows the value at the vendor} */
    public Optional<String> where() {
        return Optional.ofNullable(where);
    }

    /** {@return the accepted values of a {@link FieldType#CHOICE}, else an empty list} */
    public List<String> choices() {
        return choices;
    }

    /** {@return name and type} */
    @Override
    public String toString() {
        return name + ":" + type;
    }
}
