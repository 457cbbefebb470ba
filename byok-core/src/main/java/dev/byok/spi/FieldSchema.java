package dev.byok.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a provider's credential, in the order a form shows them. It is closed: a value for a field that is not
 * in it is refused. Immutable.
 */
public final class FieldSchema {

    private final Map<String, Field> byName;
    private final List<Field> fields;

    private FieldSchema(List<Field> fields) {
        this.fields = List.copyOf(fields);
        this.byName = new LinkedHashMap<>();
        for (Field field : fields) {
            if (byName.put(field.name(), field) != null) {
                throw new IllegalArgumentException("field '" + field.name() + "' is declared twice");
            }
        }
    }

    /**
     * {@return a schema of these fields}
     *
     * @param fields with distinct names
     */
    public static FieldSchema of(Field... fields) {
        return new FieldSchema(List.of(fields));
    }

    /**
     * {@return a schema of these fields}
     *
     * @param fields with distinct names
     */
    public static FieldSchema of(List<Field> fields) {
        return new FieldSchema(fields);
    }

    /** {@return the fields in form order} */
    public List<Field> fields() {
        return fields;
    }

    /**
     * {@return the field of that name}
     *
     * @param name the field's name
     */
    public Optional<Field> field(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * {@return the ways to fill in the form, of which a credential takes exactly one, in form order; empty when there is
     * only one way}
     */
    public List<String> alternatives() {
        return fields.stream()
                .flatMap(field -> field.alternative().stream())
                .distinct()
                .toList();
    }

    /** {@return the secret fields in form order} */
    public List<Field> secrets() {
        return fields.stream().filter(Field::isSecret).toList();
    }

    /** {@return the fields' names and types} */
    @Override
    public String toString() {
        return "FieldSchema" + fields;
    }
}
