package dev.byok.internal.credential;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.FieldFault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects everything that is wrong with an input, so that a person can mend it in one go. Not thread-safe. */
final class Faults {

    private static final int NAME_LENGTH = 64;
    private static final int SHOWN = 10;

    private final List<FieldFault> found = new ArrayList<>();

    /** Adds a fault in words that follow the field's name, for example {@code is required}. */
    void add(String field, FieldFault.Kind kind, String fault) {
        String name = Printable.of(field, NAME_LENGTH);
        found.add(new FieldFault(name, kind, name + " " + fault));
    }

    boolean any() {
        return !found.isEmpty();
    }

    void throwIfAny(String provider) {
        if (any()) {
            throw exception(provider);
        }
    }

    ByokException exception(String provider) {
        String shown = found.stream().limit(SHOWN).map(FieldFault::message).collect(Collectors.joining("; "));
        String more = found.size() > SHOWN ? "; and " + (found.size() - SHOWN) + " more" : "";
        return ByokException.of(ErrorCode.INVALID_FIELDS, shown + more)
                .provider(provider)
                .faults(found)
                .build();
    }
}
