package dev.byok.testkit;

import static dev.byok.testkit.RowAssertions.assertConflict;
import static dev.byok.testkit.RowAssertions.assertErased;
import static dev.byok.testkit.RowAssertions.assertRefused;
import static dev.byok.testkit.SampleRows.EARLY;
import static dev.byok.testkit.SampleRows.next;
import static dev.byok.testkit.SampleRows.row;
import static dev.byok.testkit.SampleRows.salt;
import static dev.byok.testkit.SampleRows.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.byok.ErrorCode;
import dev.byok.spi.KeyStore;
import dev.byok.spi.Page;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredSettings;
import dev.byok.spi.StoredTenant;
import dev.byok.spi.TenantSalt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of {@link KeyStoreContractTest} that is about tenants as a whole: settings, erasure, scans, notification. */
abstract class KeyStoreTenantContract {

    static final int ROUNDS = 25;

    KeyStore store;

    /** {@return an empty store} */
    protected abstract KeyStore newStore() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = newStore();
    }

    @Test
    void keepsSettingsOfATenant() {
        assertThat(store.findSettings("acme")).isEmpty();
        StoredSettings first = settings("acme", 1, "{\"note\":\"\u65E5\u672C \uD83D\uDD11 it's \\\"1\\\"\"}");

        store.saveSettings(first, 0);
        assertThat(store.findSettings("acme")).contains(first);

        StoredSettings second = new StoredSettings("acme", 2, "{}", EARLY.plusSeconds(3));
        store.saveSettings(second, 1);
        assertThat(store.findSettings("acme")).contains(second);
        assertThat(store.findSettings("other")).isEmpty();
    }

    @Test
    void keepsTheLargestSettings() {
        StoredSettings largest = settings("acme", 1, "\u65E5".repeat(StoredSettings.MAX_BYTES / 3));

        store.saveSettings(largest, 0);

        assertThat(store.findSettings("acme")).contains(largest);
    }

    @Test
    void refusesSettingsThatChangedSinceTheyWereRead() {
        assertConflict(() -> store.saveSettings(settings("acme", 2, "{}"), 1));
        assertThat(store.findSettings("acme")).isEmpty();
        store.saveSettings(settings("acme", 1, "{\"by\":1}"), 0);
        assertConflict(() -> store.saveSettings(settings("acme", 1, "{\"by\":2}"), 0));
        store.saveSettings(settings("acme", 2, "{\"by\":3}"), 1);
        assertConflict(() -> store.saveSettings(settings("acme", 2, "{\"by\":4}"), 1));

        assertThat(store.findSettings("acme")).contains(settings("acme", 2, "{\"by\":3}"));
    }

    @Test
    void refusesSettingsThatSkipAVersion() {
        assertThatIllegalArgumentException().isThrownBy(() -> store.saveSettings(settings("acme", 2, "{}"), 0));

        assertThat(store.findSettings("acme")).isEmpty();
    }

    @Test
    void ofTwoWhoSaveSettingsExactlyOneWins() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long expected = round;

            List<String> winners = Race.of(4, runner -> {
                store.saveSettings(settings("acme", expected + 1, runner), expected);
                return runner;
            });

            assertThat(winners).hasSize(1);
            assertThat(store.findSettings("acme")).contains(settings("acme", expected + 1, winners.get(0)));
        }
    }

    @Test
    void deletesOnlyTheRowThatWasRead() {
        StoredCredential first = row("acme", "tp_1", "Acme").connected(false).build();
        StoredCredential again = next(first).connected(true).build();
        store.insert(first);
        store.replace(first, again);

        assertConflict(() -> store.delete(first));
        assertThat(store.find("acme", "tp_1")).isPresent();
        store.delete(again);

        assertThat(store.find("acme", "tp_1")).isEmpty();
        assertConflict(() -> store.delete(again));
    }

    @Test
    void erasesAllOfATenantAndNothingElse() {
        for (String tenant : List.of("acme", "other")) {
            store.salt(tenant, salt(1));
            store.insert(row(tenant, "tp_1", "one").build());
            store.insert(row(tenant, "tp_2", "two").connected(false).build());
            store.saveSettings(settings(tenant, 1, "{}"), 0);
        }

        assertThat(store.erase("acme", EARLY)).isEqualTo(2);

        assertThat(store.list("acme")).isEmpty();
        assertThat(store.find("acme", "tp_1")).isEmpty();
        assertThat(store.findSettings("acme")).isEmpty();
        assertThat(store.findSalt("acme")).isEmpty();
        assertThat(store.findTenant("acme")).contains(new StoredTenant("acme", 1, Optional.of(EARLY)));
        assertThat(store.list("other")).hasSize(2);
        assertThat(store.findSettings("other")).isPresent();
        assertThat(store.findSalt("other")).contains(salt(1));
        assertThat(store.findTenant("other")).contains(new StoredTenant("other", 1, Optional.empty()));
    }

    @Test
    void refusesEveryWriteForAnErasedTenant() {
        StoredCredential row = row("acme", "tp_1", "one").build();
        store.insert(row);
        store.erase("acme", EARLY);

        assertErased(() -> store.insert(row));
        assertErased(() -> store.replace(row, next(row).build()));
        assertErased(() -> store.delete(row));
        assertErased(() -> store.saveSettings(settings("acme", 1, "{}"), 0));
        assertErased(() -> store.salt("acme", salt(1)));

        assertThat(store.delete("acme", "tp_1")).isFalse();
        assertThat(store.list("acme")).isEmpty();
        assertThat(store.findSettings("acme")).isEmpty();
        assertThat(store.findSalt("acme")).isEmpty();
    }

    @Test
    void keepsTheTombstoneOfATenantThatItNeverHad() {
        assertThat(store.erase("acme", EARLY)).isZero();
        assertThat(store.erase("acme", EARLY.plusSeconds(9))).isZero();

        assertThat(store.findTenant("acme")).contains(new StoredTenant("acme", 1, Optional.of(EARLY)));
        assertErased(() -> store.salt("acme", salt(1)));
    }

    @Test
    void admitsAnErasedTenantAgainWithASaltOfAHigherGeneration() {
        store.salt("acme", salt(3));
        store.erase("acme", EARLY);
        assertErased(() -> store.salt("acme", salt(3)));

        assertThat(store.salt("acme", salt(4))).isEqualTo(salt(4));

        assertThat(store.findTenant("acme")).contains(new StoredTenant("acme", 4, Optional.empty()));
        store.insert(row("acme", "tp_1", "one").build());
        store.saveSettings(settings("acme", 1, "{}"), 0);
        assertThat(store.list("acme")).hasSize(1);
    }

    @Test
    void aWriteNeverOutlivesTheErasureOfItsTenant() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String tenant = "tenant " + round;
            StoredCredential read = row(tenant, "tp_0", "read").build();
            store.insert(read);

            Race.of(4, runner -> {
                switch (runner) {
                    case "0" -> store.erase(tenant, EARLY);
                    case "1" ->
                        unlessErased(
                                () -> store.insert(row(tenant, "tp_1", "new").build()));
                    case "2" ->
                        unlessErased(() -> store.replace(read, next(read).build()));
                    default -> unlessErased(() -> store.saveSettings(settings(tenant, 1, "{}"), 0));
                }
                return runner;
            });

            assertThat(store.list(tenant)).isEmpty();
            assertThat(store.findSettings(tenant)).isEmpty();
        }
    }

    @Test
    void knowsATenantThatHasAnything() {
        assertThat(store.findTenant("acme")).isEmpty();
        store.salt("salted", salt(2));
        store.insert(row("rows", "tp_1", "one").build());
        store.saveSettings(settings("set", 1, "{}"), 0);

        assertThat(store.findTenant("salted")).contains(new StoredTenant("salted", 2, Optional.empty()));
        assertThat(store.findTenant("rows")).contains(new StoredTenant("rows", 0, Optional.empty()));
        assertThat(store.findTenant("set")).contains(new StoredTenant("set", 0, Optional.empty()));
        assertThat(scannedTenants(2))
                .extracting(StoredTenant::tenant)
                .containsExactlyInAnyOrder("salted", "rows", "set");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void scansEveryRowOnceAndInTheSameOrder(int limit) {
        TreeSet<String> expected = new TreeSet<>();
        for (String tenant : List.of("acme", "acme ", "Acme", "a", "'; --", "\uD83D\uDD11", "\uFB00", "\u65E5")) {
            for (String id : List.of("tp_2", "tp_1", "TP_1")) {
                store.insert(row(tenant, id, id).build());
                expected.add(tenant + "/" + id);
            }
        }

        List<String> scanned = scanned(limit);

        assertThat(scanned).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(scanned(5)).isEqualTo(scanned);
    }

    @Test
    void aScanMeetsTheRowsThatStayWhateverElseIsWritten() {
        for (int at = 10; at < 20; at++) {
            store.insert(row("t" + at, "tp_1", "label").build());
        }
        Page<StoredCredential> first = store.scan(null, 5);

        first.items().forEach(row -> store.delete(row.tenant(), row.id()));
        store.insert(row("a", "tp_1", "label").build());
        store.insert(row("z", "tp_1", "label").build());
        Page<StoredCredential> second = store.scan(first.next().orElseThrow(), 100);

        assertThat(first.items())
                .extracting(StoredCredential::tenant)
                .containsExactly("t10", "t11", "t12", "t13", "t14");
        assertThat(second.items())
                .extracting(StoredCredential::tenant)
                .containsExactly("t15", "t16", "t17", "t18", "t19", "z");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void scansEveryTenantOnce() {
        for (int at = 0; at < 7; at++) {
            store.salt("tenant " + at, salt(1));
        }
        store.erase("tenant 3", EARLY);

        for (int limit = 1; limit < 9; limit++) {
            assertThat(scannedTenants(limit)).hasSize(7).doesNotHaveDuplicates();
        }
        assertThat(scannedTenants(2)).contains(new StoredTenant("tenant 3", 1, Optional.of(EARLY)));
    }

    @Test
    void scansNothingWhereNothingIs() {
        assertThat(store.scan(null, 10)).isEqualTo(new Page<StoredCredential>(List.of(), Optional.empty()));
        assertThat(store.scanTenants(null, 10)).isEqualTo(new Page<StoredTenant>(List.of(), Optional.empty()));
    }

    @Test
    void countsWhatAScanStillMeets() {
        assertThat(store.count(null)).isZero();
        for (int number = 0; number < 7; number++) {
            store.insert(row("tenant " + number / 3, "tp_" + number, "label " + number)
                    .build());
        }
        String cursor = store.scan(null, 2).next().orElseThrow();

        assertThat(store.count(null)).isEqualTo(7);
        assertThat(store.count(cursor)).isEqualTo(5);
    }

    @Test
    void findsTheSaltsOfManyTenantsAtOnce() {
        Map<String, TenantSalt> salts = new HashMap<>();
        for (int number = 0; number < 120; number++) {
            salts.put("tenant " + number, store.salt("tenant " + number, salt(number + 1)));
        }
        store.salt("not asked for", salt(3));
        store.erase("tenant 7", EARLY);
        Set<String> asked = new HashSet<>(salts.keySet());
        asked.add("unknown");
        salts.remove("tenant 7");

        assertThat(store.findSalts(asked)).isEqualTo(salts);
        assertThat(store.findSalts(Set.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no dot", "!.!", ".=", "gA.gA"})
    void refusesACursorThatIsNone(String cursor) {
        assertRefused(ErrorCode.INVALID_REQUEST, () -> store.scan(cursor, 10));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> store.scanTenants(cursor, 10));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> store.count(cursor));
        assertThatIllegalArgumentException().isThrownBy(() -> store.scan(null, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> store.scanTenants(null, 0));
    }

    @Test
    void notificationCanBeEnded() {
        StoreChanges changes = new StoreChanges();
        Runnable end = store.onChange(changes);

        end.run();
        store.insert(row("acme", "tp_1", "Acme").build());
        store.saveSettings(settings("acme", 1, "{}"), 0);
        store.erase("acme", Instant.EPOCH);

        assertThat(changes.told()).isEmpty();
    }

    private List<String> scanned(int limit) {
        List<String> rows = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<StoredCredential> page = store.scan(cursor.orElse(null), limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(row -> rows.add(row.tenant() + "/" + row.id()));
            cursor = page.next();
        } while (cursor.isPresent());
        return rows;
    }

    private List<StoredTenant> scannedTenants(int limit) {
        List<StoredTenant> tenants = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<StoredTenant> page = store.scanTenants(cursor.orElse(null), limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            tenants.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());
        return tenants;
    }

    private static void unlessErased(Runnable write) {
        RowAssertions.doneOr(ErrorCode.CONFIGURATION, write);
    }
}
