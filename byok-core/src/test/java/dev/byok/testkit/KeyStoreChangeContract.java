package dev.byok.testkit;

import static dev.byok.testkit.RowAssertions.assertConflict;
import static dev.byok.testkit.RowAssertions.assertSame;
import static dev.byok.testkit.SampleRows.EARLY;
import static dev.byok.testkit.SampleRows.next;
import static dev.byok.testkit.SampleRows.row;
import static dev.byok.testkit.SampleRows.salt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.byok.credential.CredentialStatus;
import dev.byok.spi.Replacement;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.TenantSalt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The part of {@link KeyStoreContractTest} that is about changes of rows: one, many at once, and races. */
abstract class KeyStoreChangeContract extends KeyStoreSealingContract {

    @Test
    void replacesTheRowThatWasRead() {
        StoredCredential first = row("acme", "tp_1", "Acme").build();
        store.insert(first);
        StoredCredential second = next(first)
                .label("Acme 2")
                .origin("https://eu.example.com")
                .fields(Map.of("region", "eu"))
                .secrets(Map.of("api_key", new SealedField("bks1.two", "two\u00B7\u00B7\u00B7")))
                .secretVersion(2)
                .status(CredentialStatus.VALID, "ok", EARLY.plusSeconds(5))
                .connected(false)
                .enabled(false)
                .preference(4)
                .updatedAt(EARLY.plusSeconds(5))
                .build();

        store.replace(found("acme", "tp_1"), second);

        assertSame(found("acme", "tp_1"), second);
        assertThat(store.list("acme")).hasSize(1);
    }

    @Test
    void refusesToReplaceARowThatChangedSinceItWasRead() {
        StoredCredential first = row("acme", "tp_1", "Acme").build();
        store.insert(first);
        StoredCredential second = next(first).label("winner").build();
        store.replace(first, second);

        assertConflict(() -> store.replace(first, next(first).label("loser").build()));

        assertSame(found("acme", "tp_1"), second);
    }

    @Test
    void replacesManyRowsEachForItself() {
        StoredCredential one = row("acme", "tp_1", "one").build();
        StoredCredential two = row("acme", "tp_2", "two").build();
        StoredCredential three = row("other", "tp_1", "three").build();
        List.of(one, two, three).forEach(store::insert);
        store.replace(two, next(two).label("changed meanwhile").build());
        StoredCredential gone = row("acme", "tp_9", "gone").build();

        List<Boolean> made = store.replaceAll(List.of(
                new Replacement(one, next(one).label("first").build()),
                new Replacement(two, next(two).label("lost").build()),
                new Replacement(gone, next(gone).build()),
                new Replacement(three, next(three).label("third").build())));

        assertThat(made).containsExactly(true, false, false, true);
        assertThat(found("acme", "tp_1").label()).isEqualTo("first");
        assertThat(found("acme", "tp_2").label()).isEqualTo("changed meanwhile");
        assertThat(found("other", "tp_1").label()).isEqualTo("third");
        assertThat(store.find("acme", "tp_9")).isEmpty();
        assertThat(store.replaceAll(List.of())).isEmpty();
    }

    @Test
    void aTakenLabelIsTheConflictOfItsRowOnly() {
        StoredCredential one = row("acme", "tp_1", "one").build();
        StoredCredential two = row("acme", "tp_2", "two").build();
        store.insert(one);
        store.insert(two);

        List<Boolean> made = store.replaceAll(List.of(
                new Replacement(one, next(one).label("two").build()),
                new Replacement(two, next(two).fields(Map.of("a", "b")).build())));

        assertThat(made).containsExactly(false, true);
        assertSame(found("acme", "tp_1"), one);
    }

    @Test
    void refusesToReplaceARowThatIsGone() {
        StoredCredential first = row("acme", "tp_1", "Acme").build();
        store.insert(first);
        store.delete("acme", "tp_1");

        assertConflict(() -> store.replace(first, next(first).build()));

        assertThat(store.list("acme")).isEmpty();
    }

    @Test
    void refusesToMakeARowAnotherOne() {
        StoredCredential row = row("acme", "tp_1", "Acme").build();
        store.insert(row);
        StoredCredential elsewhere = row("evil", "tp_1", "Acme").version(2).build();

        assertThatIllegalArgumentException().isThrownBy(() -> store.replace(row, elsewhere));

        assertSame(found("acme", "tp_1"), row);
        assertThat(store.list("evil")).isEmpty();
    }

    @Test
    void refusesALabelThatAnotherRowOfTheProviderHas() {
        StoredCredential taken = row("acme", "tp_1", "taken").build();
        StoredCredential other = row("acme", "tp_2", "other").build();
        store.insert(taken);
        store.insert(other);

        assertConflict(() -> store.replace(other, next(other).label("taken").build()));

        assertSame(found("acme", "tp_2"), other);
    }

    @Test
    void ofTwoChangesFromOneVersionExactlyOneWins() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            StoredCredential read = row("acme", "tp_" + round, "label " + round).build();
            store.insert(read);

            List<String> winners = Race.of(4, runner -> {
                store.replace(read, next(read).fields(Map.of("runner", runner)).build());
                return runner;
            });

            assertThat(winners).hasSize(1);
            assertThat(found("acme", read.id()).fields()).containsEntry("runner", winners.get(0));
            assertThat(found("acme", read.id()).version()).isEqualTo(2);
        }
    }

    @Test
    void ofTwoRowsWithOneLabelExactlyOneIsInserted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String label = "label " + round;

            List<String> winners = Race.of(4, runner -> {
                store.insert(row("acme", label + runner, label).build());
                return label + runner;
            });

            assertThat(winners).hasSize(1);
            assertThat(store.list("acme"))
                    .filteredOn(row -> row.label().equals(label))
                    .extracting(StoredCredential::id)
                    .containsExactlyElementsOf(winners);
        }
    }

    @Test
    void aChangeNeverBringsADeletedRowBack() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            StoredCredential read = row("acme", "tp_1", "Acme").build();
            store.insert(read);

            Race.of(2, runner -> {
                if (runner.equals("0")) {
                    store.delete("acme", "tp_1");
                } else {
                    store.replace(read, next(read).build());
                }
                return runner;
            });

            assertThat(store.list("acme")).isEmpty();
        }
    }

    @Test
    void allWhoAskAtOnceGetOneSalt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String tenant = "tenant " + round;

            List<TenantSalt> salts = Race.of(4, runner -> store.salt(tenant, salt(Integer.parseInt(runner) + 1)));

            assertThat(salts).hasSize(4).containsOnly(store.findSalt(tenant).orElseThrow());
        }
    }

    StoredCredential found(String tenant, String id) {
        return store.find(tenant, id).orElseThrow();
    }
}
