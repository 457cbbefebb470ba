package dev.byok.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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
    private final @Nullable String alternative;
    private final @Nullable Form form;
    private final List<String> choices;

    // what a value looks like
    private record Form(Pattern pattern, String example) {}

    private Field(Draft draft) {
        this.name = Objects.requireNonNull(draft.name, "name");
        this.label = Objects.requireNonNull(draft.label, "label");
        this.type = Objects.requireNonNull(draft.type, "type");
        this.required = draft.required;
        this.advanced = draft.advanced;
        this.help = draft.help;
        this.prefix = draft.prefix;
        this.where = draft.where;
        this.alternative = draft.alternative;
        this.form = draft.form;
        this.choices = List.copyOf(draft.choices);
    }

    private Field(String name, String label, FieldType type) {
        this(new Draft(name, label, type));
    }

    private Field with(Consumer<Draft> change) {
        Draft draft = new Draft(name, label, type);
        draft.required = required;
        draft.advanced = advanced;
        draft.help = help;
        draft.prefix = prefix;
        draft.where = where;
        draft.alternative = alternative;
        draft.form = form;
        draft.choices = choices;
        change.accept(draft);
        return new Field(draft);
    }

    /**
     * {@return a required secret}
     *
     * @param name snake case, stable
     * @param label for a form
     */
    public static Field secret(String name, String label) {
        return new Field(name, label, FieldType.SECRET);
    }

    /**
     * {@return a required line of text}
     *
     * @param name snake case, stable
     * @param label for a form
     */
    public static Field text(String name, String label) {
        return new Field(name, label, FieldType.TEXT);
    }

    /**
     * {@return a required base URL}
     *
     * @param name snake case, stable
     * @param label for a form
     */
    public static Field url(String name, String label) {
        return new Field(name, label, FieldType.URL);
    }

    /**
     * {@return a required choice}
     *
     * @param name snake case, stable
     * @param label for a form
     * @param choices the values that are accepted; the first one is the default
     */
    public static Field choice(String name, String label, String... choices) {
        return new Field(name, label, FieldType.CHOICE).with(draft -> draft.choices = List.of(choices));
    }

    /**
     * {@return a required secret that is a JSON object}
     *
     * @param name snake case, stable
     * @param label for a form
     */
    public static Field secretJson(String name, String label) {
        return new Field(name, label, FieldType.SECRET_JSON);
    }

    /**
     * {@return an optional set of HTTP headers, behind a form's Advanced toggle}
     *
     * @param name snake case, stable
     * @param label for a form
     */
    public static Field headers(String name, String label) {
        return new Field(name, label, FieldType.HEADERS).advanced();
    }

    /**
     * {@return an optional set of body parameters, behind a form's Advanced toggle}
     *
     * @param name snake case, stable
     * @param label for a form
     */
    public static Field parameters(String name, String label) {
        return new Field(name, label, FieldType.PARAMETERS).advanced();
    }

    /** {@return this field, not required} */
    public Field optional() {
        return with(draft -> draft.required = false);
    }

    /** {@return this field, optional and behind a form's Advanced toggle} */
    public Field advanced() {
        return with(draft -> {
            draft.required = false;
            draft.advanced = true;
        });
    }

    /**
     * {@return this field with a sentence of help}
     *
     * @param text for a form
     */
    public Field help(String text) {
        return with(draft -> draft.help = text);
    }

    /**
     * {@return this field with the start that its values usually have; a hint for recognising a pasted key, never a
     * reason to refuse one}
     *
     * @param text for example {@code sk-}
     */
    public Field startsWith(String text) {
        return with(draft -> draft.prefix = text);
    }

    /**
     * {@return this field with the page that shows its value at the vendor}
     *
     * @param link an https link
     */
    public Field where(String link) {
        return with(draft -> draft.where = link);
    }

    /**
     * {@return this field with the form that its values have; others are refused}
     *
     * @param regex what a whole value matches
     * @param example a value that matches, shown in a form and in the refusal
     */
    public Field matching(String regex, String example) {
        Form value = new Form(Pattern.compile(regex), example);
        if (!value.pattern.matcher(example).matches()) {
            throw new IllegalArgumentException("the example of field '" + name + "' does not match its own form");
        }
        return with(draft -> draft.form = value);
    }

    /**
     * {@return this field as a part of one of several ways to fill in the form, for example an access key or an API key;
     * a credential has the fields of exactly one way}
     *
     * @param way the way's name for a form
     */
    public Field alternative(String way) {
        return with(draft -> draft.alternative = way);
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
        return type == FieldType.SECRET || type == FieldType.SECRET_JSON || type == FieldType.HEADERS;
    }

    /** {@return whether a credential without it is refused; of an {@link #alternative} one if its way is chosen} */
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

    /** {@return the way of filling in the form that it belongs to; absent when it belongs to all} */
    public Optional<String> alternative() {
        return Optional.ofNullable(alternative);
    }

    /** {@return a value of the form that is asked for; for a form's placeholder} */
    public Optional<String> example() {
        return Optional.ofNullable(form).map(Form::example);
    }

    /** {@return the regular expression that a whole value matches; absent when any value will do} */
    public Optional<String> pattern() {
        return Optional.ofNullable(form).map(value -> value.pattern.pattern());
    }

    /**
     * {@return whether a value has the form that is asked for}
     *
     * @param value without white space around it
     */
    public boolean matches(CharSequence value) {
        return form == null || form.pattern.matcher(value).matches();
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

    private static final class Draft {

        private final String name;
        private final String label;
        private final FieldType type;
        private boolean required = true;
        private boolean advanced;
        private @Nullable String help;
        private @Nullable String prefix;
        private @Nullable String where;
        private @Nullable String alternative;
        private @Nullable Form form;
        private List<String> choices = List.of();

        private Draft(String name, String label, FieldType type) {
            this.name = name;
            this.label = label;
            this.type = type;
        }
    }
}
