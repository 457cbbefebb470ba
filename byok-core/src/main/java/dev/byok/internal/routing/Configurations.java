package dev.byok.internal.routing;

import dev.byok.routing.ChainKey;
import dev.byok.spi.StoredCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Picks one of a tenant's several configurations of a provider. */
final class Configurations {

    private Configurations() {}

    static boolean isUsable(StoredCredential row) {
        return row.connected() && row.enabled();
    }

    static @Nullable StoredCredential labelled(Planning planning, String provider, String label) {
        for (StoredCredential row : planning.rows().rows()) {
            if (row.provider().equals(provider) && row.label().equals(label) && isUsable(row)) {
                return row;
            }
        }
        return null;
    }

    /** {@return the row with that id, else with that label} */
    static @Nullable StoredCredential named(Planning planning, String provider, String configuration) {
        StoredCredential row = planning.rows().find(configuration);
        return row != null && row.provider().equals(provider) && isUsable(row)
                ? row
                : labelled(planning, provider, configuration);
    }

    static @Nullable StoredCredential firstThatAllows(Planning planning, String provider, String model) {
        for (StoredCredential row : planning.rows().rows()) {
            if (row.provider().equals(provider) && isUsable(row) && allows(planning, row, model)) {
                return row;
            }
        }
        return null;
    }

    /** {@return the configurations of a provider that share its calls, when the tenant says how} */
    static List<ChainKey> sharing(Planning planning, String provider, @Nullable String model) {
        Map<String, Double> weights = planning.settings().weights();
        if (weights.isEmpty()) {
            return List.of();
        }
        List<ChainKey> keys = new ArrayList<>();
        for (StoredCredential row : planning.rows().rows()) {
            Double weight = weights.get(row.id());
            if (weight != null
                    && row.provider().equals(provider)
                    && isUsable(row)
                    && (model == null || allows(planning, row, model))) {
                keys.add(new ChainKey(row.id(), weight));
            }
        }
        return keys;
    }

    static boolean allows(Planning planning, StoredCredential row, String model) {
        Map<String, Set<String>> lists = planning.settings().allowedModels();
        if (lists.isEmpty() || model.equals(RouteRequest.NO_MODEL)) {
            return true;
        }
        Set<String> allowed = lists.get(row.id());
        return allowed == null || allowed.contains(model);
    }

    /** {@return a name for all keys of the row's account; null when it stands for itself} */
    static @Nullable String quotaGroup(Planning planning, StoredCredential row) {
        for (Map.Entry<String, Set<String>> group :
                planning.settings().quotaGroups().entrySet()) {
            if (group.getValue().contains(row.id())) {
                // neither part has a control character, so no two groups share a name
                return planning.tenant() + '\n' + group.getKey();
            }
        }
        return null;
    }
}
