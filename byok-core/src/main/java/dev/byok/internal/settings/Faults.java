package dev.byok.internal.settings;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.FieldFault;
import dev.byok.credential.FieldFault.Kind;
import dev.byok.internal.credential.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with settings, each fault with its path. Not thread-safe. */
final class Faults {

    private static final int PATH_LENGTH = 100;
    private static final int SHOWN = 10;

    private final List<FieldFault> found = new ArrayList<>();

    /** Adds a fault in words that follow the path, for example {@code is no text}. */
    void add(String path, Kind kind, String fault) {
        String shown = Printable.of(path, PATH_LENGTH);
        found.add(new FieldFault(shown, kind, shown + " " + fault));
    }

    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        String shown = found.stream().limit(SHOWN).map(FieldFault::message).collect(Collectors.joining("; "));
        String more = found.size() > SHOWN ? "; and " + (found.size() - SHOWN) + " more" : "";
        throw ByokException.of(ErrorCode.INVALID_FIELDS, "The settings: " + shown + more)
                .faults(found)
                .build();
    }
}
