package dev.byok.internal.credential;

import dev.byok.credential.Secret;
import dev.byok.internal.credential.CheckedFields.NewSecret;
import dev.byok.internal.field.CustomHeaders;
import dev.byok.internal.field.MalformedField;
import dev.byok.internal.field.SecretJson;
import dev.byok.spi.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings a typed secret into the form in which it is kept, and makes its mask. */
final class SecretValues {

    private SecretValues() {}

    /**
     * {@return the secret; null when the value says that there shall be none}
     *
     * @throws MalformedField when it breaks a rule
     */
    static @Nullable NewSecret of(Field field, Pasted pasted) {
        return switch (field.type()) {
            case SECRET_JSON -> json(pasted);
            case HEADERS -> headers(pasted);
            default -> key(field, pasted);
        };
    }

    private static NewSecret key(Field field, Pasted pasted) {
        String fault = PastedKey.fault(pasted.text(), field.isRequired());
        if (fault == null && !field.matches(pasted.text())) {
            fault = "does not look like one, for example " + field.example().orElse("");
        }
        if (fault != null) {
            throw new MalformedField(fault);
        }
        return new NewSecret(pasted.toSecret(), Masks.of(pasted.text()));
    }

    private static NewSecret json(Pasted pasted) {
        SecretJson.check(pasted.text());
        return new NewSecret(pasted.toSecret(), Masks.DOTS);
    }

    private static @Nullable NewSecret headers(Pasted pasted) {
        Map<String, String> headers = CustomHeaders.parse(pasted.text());
        return headers.isEmpty()
                ? null
                : new NewSecret(Secret.of(CustomHeaders.lines(headers)), Masks.ofHeaders(headers.keySet()));
    }
}
