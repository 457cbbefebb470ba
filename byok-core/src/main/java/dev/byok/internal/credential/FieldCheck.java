package dev.byok.internal.credential;

import dev.byok.credential.FieldFault.Kind;
import dev.byok.credential.Secret;
import dev.byok.internal.credential.CheckedFields.NewSecret;
import dev.byok.spi.Field;
import dev.byok.spi.FieldSchema;
import dev.byok.spi.FieldType;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.StoredCredential;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
        this.checked = new CheckedFields(new LinkedHashMap<>(storedFields), new LinkedHashMap<>());
    }

    /** Checks the values of a whole credential. */
    static CheckedFields whole(ProviderInfo info, Map<String, Secret> typed, Faults faults) {
        return new FieldCheck(info.schema(), typed, Map.of(), Set.of(), faults).run(info);
    }

    /** Checks changes of a stored row: blank secrets stay as they are, other blank values are removed. */
    static CheckedFields changes(ProviderInfo info, Map<String, Secret> typed, StoredCredential row, Faults faults) {
        return new FieldCheck(info.schema(), typed, row.fields(), row.secrets().keySet(), faults).run(info);
    }

    /** Checks new values of some secrets of a stored row. */
    static CheckedFields secrets(ProviderInfo info, Map<String, Secret> typed, StoredCredential row, Faults faults) {
        FieldSchema secrets = FieldSchema.of(info.schema().secrets());
        return new FieldCheck(secrets, typed, row.fields(), row.secrets().keySet(), faults).run(info);
    }

    private CheckedFields run(ProviderInfo info) {
        for (Field field : schema.fields()) {
            if (field.isSecret()) {
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
            String fault = PastedKey.fault(pasted.text(), field.isRequired());
            if (fault == null) {
                checked.secrets().put(field.name(), new NewSecret(pasted.toSecret(), Masks.of(pasted.text())));
            } else {
                faults.add(field.name(), Kind.MALFORMED, fault);
            }
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
        String fault = plainFault(field, text);
        if (fault == null) {
            checked.fields().put(field.name(), text);
        } else {
            faults.add(field.name(), Kind.MALFORMED, fault);
        }
    }

    private static @Nullable String plainFault(Field field, String text) {
        return switch (field.type()) {
            case CHOICE ->
                field.choices().contains(text) ? null : "must be one of: " + String.join(", ", field.choices());
            case TEXT -> PlainText.fault(text, MAX_TEXT);
            // a URL has one judge, the provider, which knows the endpoint policy; a secret never comes here
            case URL, SECRET -> null;
        };
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
