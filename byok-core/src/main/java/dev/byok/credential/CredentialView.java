package dev.byok.credential;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stored credential as people may see it: secrets are masks that were made when they were saved.
 *
 * @param id {@code tp_} and a random part that sorts by time of creation
 * @param provider the provider's id
 * @param label tells several configurations of one provider apart
 * @param privacy who can open the key; the same for the configuration's whole life
 * @param masks by secret field: first four characters, three dots, last four; three dots alone for keys shorter than
 *     20 characters
 * @param fields the values of the fields that are not secret
 * @param status what is known about the key
 * @param statusReason why, in a sentence for a person; absent when there is nothing to say
 * @param testedAt when the vendor was last asked, or refused the key in a call; absent when never
 * @param connected false after a soft delete
 * @param enabled false while taken out of use
 * @param isDefault whether calls that name only the provider use this row
 * @param createdAt when the row was first connected
 * @param updatedAt when anything of it last changed
 */
public record CredentialView(
        String id,
        String provider,
        String label,
        PrivacyMode privacy,
        Map<String, String> masks,
        Map<String, String> fields,
        CredentialStatus status,
        Optional<String> statusReason,
        Optional<Instant> testedAt,
        boolean connected,
        boolean enabled,
        boolean isDefault,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * {@return the mask of the key itself: of {@code api_key} when the provider has such a field, else of its first
     * secret; null when the credential has no secret}
     */
    public @Nullable String mask() {
        String key = masks.get("api_key");
        return key != null ? key : masks.values().stream().findFirst().orElse(null);
    }

    /** Copies the maps. */
    public CredentialView {
        masks = Collections.unmodifiableMap(new LinkedHashMap<>(masks));
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
