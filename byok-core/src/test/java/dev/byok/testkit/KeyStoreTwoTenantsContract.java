package dev.byok.testkit;

import static dev.byok.testkit.SampleRows.EARLY;
import static dev.byok.testkit.SampleRows.next;
import static dev.byok.testkit.SampleRows.row;
import static dev.byok.testkit.SampleRows.salt;
import static dev.byok.testkit.SampleRows.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.KeyStore;
import dev.byok.spi.Replacement;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredSettings;
import dev.byok.spi.StoredTenant;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The part of {@link KeyStoreContractTest} that keeps two tenants apart, whatever is done in which order. */
abstract class KeyStoreTwoTenantsContract extends KeyStoreTenantContract {

    private static final int STEPS = 150;
    private static final long SEED = Long.getLong("byok.seed", System.nanoTime());
    private static final Set<String> ABOUT_ALL_TENANTS =
            Set.of("scan", "scanTenants", "count", "refuseKey", "refusedKeys", "onChange");

    private final Random random = new Random(SEED);

    @Test
    void everyMethodButThoseAboutAllTenantsIsTried() {
        Set<String> names = new TreeSet<>(methods("acme").keySet());
        names.addAll(ABOUT_ALL_TENANTS);

        assertThat(names)
                .isEqualTo(Arrays.stream(KeyStore.class.getMethods())
                        .map(Method::getName)
                        .collect(TreeSet::new, Set::add, Set::addAll));
    }

    @Test
    void nothingThatIsDoneForOneTenantIsSeenByAnother() {
        for (List<String> pair : List.of(
                List.of("acme", "acme' or ''='"),
                List.of("a\"b\\", "a\"b"),
                List.of("%", "_"),
                List.of("Acme ", "acme"))) {
            for (int step = 0; step < STEPS / 4; step++) {
                String acting = pair.get(random.nextInt(2));
                String other = pair.get(acting.equals(pair.get(0)) ? 1 : 0);
                List<Consumer<KeyStore>> methods = List.copyOf(methods(acting).values());
                int which = random.nextInt(methods.size());
                String before = seen(other);

                doneOrRefused(() -> methods.get(which).accept(store));

                assertThat(seen(other))
                        .as("%s after step %d of %s, seed %d", other, step, acting, SEED)
                        .isEqualTo(before);
                assertThat(store.list(acting))
                        .allSatisfy(row -> assertThat(row.tenant()).isEqualTo(acting));
            }
        }
    }

    private Map<String, Consumer<KeyStore>> methods(String tenant) {
        String id = "tp_" + random.nextInt(3);
        // labels meet now and then, within a tenant
        StoredCredential fresh = row(tenant, id, "label " + random.nextInt(4)).build();
        long version = random.nextInt(3);
        Map<String, Consumer<KeyStore>> methods = new TreeMap<>();
        methods.put("list", store -> store.list(tenant));
        methods.put("find", store -> store.find(tenant, id));
        methods.put("insert", store -> store.insert(fresh));
        methods.put(
                "replace",
                store -> store.replace(present(fresh), next(present(fresh)).build()));
        methods.put(
                "replaceAll",
                store -> store.replaceAll(List.of(new Replacement(
                        present(fresh), next(present(fresh)).label("all").build()))));
        methods.put("delete", store -> {
            if (random.nextBoolean()) {
                store.delete(tenant, id);
            } else {
                store.delete(present(fresh));
            }
        });
        methods.put("findSettings", store -> store.findSettings(tenant));
        methods.put("saveSettings", store -> store.saveSettings(settings(tenant, version + 1, "{}"), version));
        methods.put("salt", store -> store.salt(tenant, salt(1 + random.nextInt(5))));
        methods.put("findSalt", store -> store.findSalt(tenant));
        methods.put("findSalts", store -> store.findSalts(Set.of(tenant)));
        methods.put("findTenant", store -> store.findTenant(tenant));
        methods.put("erase", store -> store.erase(tenant, EARLY));
        return methods;
    }

    private StoredCredential present(StoredCredential row) {
        return store.find(row.tenant(), row.id()).orElse(row);
    }

    private String seen(String tenant) {
        StringBuilder seen = new StringBuilder();
        store.list(tenant).forEach(row -> seen.append(row).append(row.label()).append(row.secrets()));
        seen.append(store.findSettings(tenant).map(StoredSettings::version));
        seen.append(store.findSalt(tenant)).append(store.findSalts(Set.of(tenant)));
        seen.append(store.findTenant(tenant).map(StoredTenant::toString));
        return seen.toString();
    }

    private static void doneOrRefused(Runnable method) {
        try {
            method.run();
        } catch (ByokException refused) {
            assertThat(refused.code()).isIn(ErrorCode.CONFLICT, ErrorCode.CONFIGURATION);
        }
    }
}
