package dev.byok.internal.credential;

import dev.byok.credential.FieldFault.Kind;
import dev.byok.credential.Secret;
import dev.byok.internal.credential.CheckedFields.NewSecret;
import dev.byok.internal.field.CustomParameters;
import dev.byok.internal.field.MalformedField;
import dev.byok.spi.Field;
import dev.byok.spi.FieldSchema;
import dev.byok.spi.FieldType;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.StoredCredential;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cleans and checks typed values, all of them before it complains: faults come in the order of the schema, then those of
 * unknown fields.
 */
final class FieldCheck {

    private static final int MAX_TEXT = 2048;

    private final FieldSchema schema;
    private final Map<String, Secret> typed;
    private final Set<String> storedSecrets;
    private final Faults faults;
    private final CheckedFields checked;

    private FieldCheck(
            FieldSchema schema,
            Map<String, Secret> typed,
            Map<String, String> storedFields,
            Set<String> storedSecrets,
            Faults faults) {
        this.schema = schema;
        this.typed = typed;
        this.storedSecrets = storedSecrets;
        this.faults = faults;
        this.checked =
                new CheckedFields(new LinkedHashMap<>(storedFields), new LinkedHashMap<>(), new LinkedHashSet<>());
    }

    /** Checks the values of a whole credential. */
    static CheckedFields whole(ProviderInfo info, Map<String, Secret> typed, Faults faults) {
        return new FieldCheck(info.schema(), typed, Map.of(), Set.of(), faults).run(info);
    }

    /** Checks the values of a whole credential whose secrets are sealed on the customer's device. */
    static CheckedFields sealedElsewhere(
            ProviderInfo info, Map<String, Secret> typed, Set<String> sealed, Faults faults) {
        FieldSchema schema = info.schema();
        Map<String, Secret> plain = new LinkedHashMap<>(typed);
        schema.secrets().forEach(field -> {
            Secret value = plain.remove(field.name());
            if (value != null && !value.isEmpty()) {
                faults.add(field.name(), Kind.MALFORMED, "is secret: it must be sealed on the customer's device");
            }
        });
        for (String name : sealed) {
            if (schema.field(name).filter(Field::isSecret).isEmpty()) {
                faults.add(name, Kind.UNKNOWN, "is no secret field of " + info.id());
            }
        }
        CheckedFields checked = new FieldCheck(schema, plain, Map.of(), sealed, faults).run(info);
        checked.removedSecrets()
                .forEach(name ->
                        faults.add(name, Kind.MALFORMED, "belongs to another way to fill in the form; use one"));
        faults.throwIfAny(info.id());
        return checked;
    }

    /** Checks changes of a stored row: blank secrets stay as they are, other blank values are removed. */
    static CheckedFields changes(ProviderInfo info, Map<String, Secret> typed, StoredCredential row, Faults faults) {
        return new FieldCheck(info.schema(), typed, row.fields(), row.secrets().keySet(), faults).run(info);
    }

    /** Checks new values of some secrets of a stored row. */
    static CheckedFields secrets(ProviderInfo info, Map<String, Secret> typed, StoredCredential row, Faults faults) {
        FieldSchema secrets = FieldSchema.of(info.schema().secrets());
        FieldCheck check =
                new FieldCheck(secrets, typed, row.fields(), row.secrets().keySet(), faults);
        // another way may need fields that are not secret
        String way = check.storedWay().or(check::typedWay).orElse(null);
        return check.run(info, way, "edit the credential to change it");
    }

    private CheckedFields run(ProviderInfo info) {
        // the way that something is typed for, else the stored one, else the first
        String way = typedWay()
                .or(this::storedWay)
                .or(() -> schema.alternatives().stream().findFirst())
                .orElse(null);
        return run(info, way, "use one");
    }

    private CheckedFields run(ProviderInfo info, @Nullable String way, String remedy) {
        for (Field field : schema.fields()) {
            if (field.alternative().isPresent() && !field.alternative().get().equals(way)) {
                notChosen(field, way, remedy);
            } else if (field.isSecret()) {
                secret(field);
            } else {
                plain(field);
            }
        }
        for (String name : typed.keySet()) {
            if (schema.field(name).isEmpty()) {
                unexpected(name, info);
            }
        }
        if (faults.any()) {
            checked.close();
            throw faults.exception(info.id());
        }
        return checked;
    }

    private Optional<String> typedWay() {
        return schema.alternatives().stream()
                .filter(way -> fieldsOf(way).anyMatch(field -> isTyped(field.name())))
                .findFirst();
    }

    private Optional<String> storedWay() {
        return schema.alternatives().stream()
                .filter(way -> fieldsOf(way).anyMatch(field -> isStored(field.name())))
                .findFirst();
    }

    private Stream<Field> fieldsOf(String way) {
        return schema.fields().stream()
                .filter(field -> field.alternative().filter(way::equals).isPresent());
    }

    private boolean isStored(String name) {
        return storedSecrets.contains(name) || checked.fields().containsKey(name);
    }

    private boolean isTyped(String name) {
        Secret value = typed.get(name);
        if (value == null) {
            return false;
        }
        try (Pasted pasted = Pasted.of(value)) {
            return !pasted.isEmpty();
        }
    }

    private void notChosen(Field field, @Nullable String way, String remedy) {
        if (isTyped(field.name())) {
            faults.add(
                    field.name(),
                    Kind.MALFORMED,
                    "belongs to another way to fill in the form than '" + way + "'; " + remedy);
            return;
        }
        checked.fields().remove(field.name());
        if (storedSecrets.contains(field.name())) {
            checked.removedSecrets().add(field.name());
        }
    }

    private void secret(Field field) {
        Secret value = typed.get(field.name());
        if (value == null) {
            requireStoredSecret(field);
            return;
        }
        try (Pasted pasted = Pasted.of(value)) {
            if (pasted.isEmpty()) {
                requireStoredSecret(field);
                return;
            }
            NewSecret fresh = SecretValues.of(field, pasted);
            if (fresh != null) {
                checked.secrets().put(field.name(), fresh);
            } else if (storedSecrets.contains(field.name())) {
                checked.removedSecrets().add(field.name());
            }
        } catch (MalformedField e) {
            faults.add(field.name(), Kind.MALFORMED, e.fault());
        }
    }

    private void requireStoredSecret(Field field) {
        if (field.isRequired() && !storedSecrets.contains(field.name())) {
            missing(field);
        }
    }

    private void plain(Field field) {
        Secret value = typed.get(field.name());
        if (value != null) {
            checked.fields().remove(field.name());
            try (Pasted pasted = Pasted.of(value)) {
                if (!pasted.isEmpty()) {
                    accept(field, pasted.text().toString());
                    return;
                }
            }
        }
        if (field.isRequired() && !checked.fields().containsKey(field.name())) {
            if (field.type() == FieldType.CHOICE) {
                checked.fields().put(field.name(), field.choices().get(0));
            } else {
                missing(field);
            }
        }
    }

    private void accept(Field field, String text) {
        try {
            checked.fields().put(field.name(), plainValue(field, text));
        } catch (MalformedField e) {
            faults.add(field.name(), Kind.MALFORMED, e.fault());
        }
    }

    private static String plainValue(Field field, String text) {
        if (field.type() == FieldType.PARAMETERS) {
            return CustomParameters.parse(text);
        }
        String fault = switch (field.type()) {
            case CHOICE ->
                field.choices().contains(text) ? null : "must be one of: " + String.join(", ", field.choices());
            case TEXT -> textFault(field, text);
            // a URL has one judge, the provider, which knows the endpoint policy; others never come here
            default -> null;
        };
        if (fault != null) {
            throw new MalformedField(fault);
        }
        return text;
    }

    private static @Nullable String textFault(Field field, String text) {
        String fault = PlainText.fault(text, MAX_TEXT);
        return fault == null && !field.matches(text)
                ? "does not look like one, for example " + field.example().orElse("")
                : fault;
    }

    private void missing(Field field) {
        String where = field.where().map(link -> "; find it at " + link).orElse("");
        faults.add(field.name(), Kind.MISSING, "is required" + where);
    }

    private void unexpected(String name, ProviderInfo info) {
        if (info.schema().field(name).isPresent()) {
            faults.add(name, Kind.MALFORMED, "is not secret, so it cannot be rotated; edit it");
        } else {
            String known = info.schema().fields().stream().map(Field::name).collect(Collectors.joining(", "));
            faults.add(name, Kind.UNKNOWN, "is not a field of " + info.id() + ", which has: " + known);
        }
    }
}
