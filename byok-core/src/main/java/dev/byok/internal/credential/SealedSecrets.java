package dev.byok.internal.credential;

import dev.byok.credential.FieldFault.Kind;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules for secrets that a customer's device sealed: that they are sealed at all, because a page with a mistake in it
 * may send the key as it was typed, and that a mask shows no more than a mask.
 */
final class SealedSecrets {

    // a header of 81 bytes and a tag of 16 at least, and about 48 KB at most
    private static final Pattern SEALED = Pattern.compile("bke[1-9][0-9]{0,3}\\.[A-Za-z0-9_-]{130,65536}");
    private static final Pattern MASK = Pattern.compile("[\\x21-\\x7E]{0,4}" + Masks.DOTS + "[\\x21-\\x7E]{0,4}");

    private SealedSecrets() {}

    static void check(Map<String, SealedField> secrets, Faults faults) {
        if (secrets.isEmpty()) {
            faults.add("secrets", Kind.MISSING, "are none; seal at least one on the customer's device");
        }
        secrets.forEach((field, secret) -> {
            if (!SEALED.matcher(secret.sealed()).matches()) {
                faults.add(field, Kind.MALFORMED, "is not sealed in the format bke1; it must not leave the device so");
            } else if (!MASK.matcher(secret.mask()).matches()) {
                faults.add(
                        field,
                        Kind.MALFORMED,
                        "has no mask of up to four characters, three middle dots and up to four characters");
            }
        });
    }

    static void requireSame(StoredCredential row, Set<String> fields, Faults faults) {
        for (String field : row.secrets().keySet()) {
            if (!fields.contains(field)) {
                faults.add(field, Kind.MISSING, "must be sealed again, because all secrets have one version");
            }
        }
        for (String field : fields) {
            if (!row.secrets().containsKey(field)) {
                faults.add(field, Kind.UNKNOWN, "is not stored with this credential; connect a new one");
            }
        }
    }
}
