package dev.byok.internal.credential;

import dev.byok.credential.CredentialInput;
import dev.byok.credential.Secret;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values as they were typed, copied from text by us and so wiped by us. */
record TypedValues(Map<String, Secret> byField) implements AutoCloseable {

    static TypedValues of(Map<String, ? extends CharSequence> texts) {
        Map<String, Secret> values = new LinkedHashMap<>();
        texts.forEach((field, text) -> values.put(field, Secret.of(text)));
        return new TypedValues(values);
    }

    /** {@return an input's values, which stay the caller's: people validate an input and then connect it} */
    static Map<String, Secret> of(CredentialInput input) {
        Map<String, Secret> values = new LinkedHashMap<>();
        input.names().forEach(field -> input.value(field).ifPresent(value -> values.put(field, value)));
        return values;
    }

    @Override
    public void close() {
        byField.values().forEach(Secret::close);
    }
}
