package dev.byok.store;

import dev.byok.spi.KeyStore;
import dev.byok.spi.Replacement;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.StoredSettings;
import dev.byok.spi.TenantSalt;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Every write that a store knows, from a state in which there is something to write over, and what can be seen after it. */
final class Writes {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    private Writes() {}

    static StoredCredential row(String tenant, String id) {
        return StoredCredential.builder(tenant, id)
                .provider("openai")
                .label("label of " + id)
                .origin("https://api.openai.com")
                .secrets(Map.of("api_key", new SealedField("bks1.FAKE", "FAKE")))
                .createdAt(NOW)
                .updatedAt(NOW)
                .build();
    }

    static TenantSalt salt(long generation) {
        byte[] bytes = new byte[TenantSalt.BYTES];
        Arrays.fill(bytes, (byte) generation);
        return TenantSalt.of(bytes, generation);
    }

    /** Makes what {@link #all} changes. */
    static void prepare(KeyStore store, String tenant) {
        store.salt(tenant, salt(1));
        store.insert(row(tenant, "tp_1"));
        store.insert(row(tenant, "tp_2"));
        store.saveSettings(new StoredSettings(tenant, 1, "{}", NOW), 0);
        store.erase(tenant + " erased", NOW);
    }

    static Map<String, Consumer<KeyStore>> all(String tenant) {
        Map<String, Consumer<KeyStore>> writes = new LinkedHashMap<>();
        StoredCredential first = row(tenant, "tp_1");
        writes.put("insert", store -> store.insert(row(tenant, "tp_3")));
        writes.put(
                "replace",
                store -> store.replace(
                        first, first.toBuilder().label("renamed").version(2).build()));
        StoredCredential second = row(tenant, "tp_2");
        writes.put(
                "replace all",
                store -> store.replaceAll(List.of(
                        new Replacement(
                                first, first.toBuilder().label("one").version(2).build()),
                        new Replacement(
                                second,
                                second.toBuilder().label("two").version(2).build()))));
        writes.put("delete", store -> store.delete(tenant, "tp_1"));
        writes.put("delete what was read", store -> store.delete(first));
        writes.put("first settings", store -> store.saveSettings(new StoredSettings(tenant + " new", 1, "{}", NOW), 0));
        writes.put("next settings", store -> store.saveSettings(new StoredSettings(tenant, 2, "{\"a\":1}", NOW), 1));
        writes.put("salt", store -> store.salt(tenant + " salted", salt(1)));
        writes.put("admit again", store -> store.salt(tenant + " erased", salt(2)));
        writes.put("erase", store -> store.erase(tenant, NOW));
        return writes;
    }

    /** {@return all that a store shows of the tenants that the writes are about} */
    static String seen(KeyStore store, String tenant) {
        StringBuilder seen = new StringBuilder();
        for (String name : List.of(tenant, tenant + " new", tenant + " salted", tenant + " erased")) {
            seen.append(store.findTenant(name)).append(store.findSalt(name));
            store.findSettings(name).ifPresent(settings -> seen.append(settings).append(settings.json()));
            store.list(name).forEach(row -> seen.append(row).append(row.label()).append(row.secrets()));
        }
        return seen.toString();
    }
}
