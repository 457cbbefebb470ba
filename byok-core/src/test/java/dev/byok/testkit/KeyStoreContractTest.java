package dev.byok.testkit;

import static dev.byok.testkit.RowAssertions.assertConflict;
import static dev.byok.testkit.RowAssertions.assertRefused;
import static dev.byok.testkit.RowAssertions.assertSame;
import static dev.byok.testkit.RowAssertions.doneOr;
import static dev.byok.testkit.SampleRows.EARLY;
import static dev.byok.testkit.SampleRows.next;
import static dev.byok.testkit.SampleRows.row;
import static dev.byok.testkit.SampleRows.salt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.byok.ErrorCode;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.PrivacyMode;
import dev.byok.spi.KeyStore;
import dev.byok.spi.Replacement;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.spi.TenantSalt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link KeyStore} must do. Extend it, and give it a store that has none of the tenants that the tests use.
 */
public abstract class KeyStoreContractTest extends KeyStoreTenantContract {

    @Test
    void keepsEverythingOfARow() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("base_url", "https://llm.example.com/v1?" + "x".repeat(2000));
        fields.put("region", "münchen \"1\" \\ \u65E5\u672C \uD83D\uDD11");
        Map<String, SealedField> secrets = new LinkedHashMap<>();
        secrets.put("access_key_id", new SealedField("bks1." + "A".repeat(200), "AKIA\u00B7\u00B7\u00B7WXYZ"));
        secrets.put("secret_access_key", new SealedField("bks1." + "b".repeat(8000), "\u00B7\u00B7\u00B7"));
        StoredCredential row = row("acme", "tp_1", "Acme")
                .fields(fields)
                .secrets(secrets)
                .keyId("4294967295")
                .secretVersion(Integer.MAX_VALUE + 7L)
                .status(CredentialStatus.INVALID, "The vendor said \u201Cno\u201D", EARLY.plusMillis(1))
                .connected(false)
                .enabled(false)
                .preference(Integer.MAX_VALUE + 9L)
                .updatedAt(EARLY.plusMillis(2))
                .build();

        store.insert(row);

        assertSame(found("acme", "tp_1"), row);
        assertSame(store.list("acme").get(0), row);
    }

    @Test
    void keepsThePrivacyModeOfARow() {
        String verifier = "FAKE-verifier_0123456789012345678901234-_AB";
        StoredCredential proved = row("acme", "tp_1", "one")
                .privacy(PrivacyMode.END_TO_END, verifier)
                .build();
        StoredCredential open =
                row("acme", "tp_2", "two").privacy(PrivacyMode.END_TO_END, null).build();

        store.insert(proved);
        store.insert(open);

        assertSame(found("acme", "tp_1"), proved);
        assertSame(found("acme", "tp_2"), open);
        assertThat(store.list("acme")).extracting(StoredCredential::privacy).containsOnly(PrivacyMode.END_TO_END);
    }

    @Test
    void keepsARowWithoutOptionalParts() {
        StoredCredential row =
                row("acme", "tp_1", "Acme").fields(Map.of()).secrets(Map.of()).build();

        store.insert(row);

        assertSame(found("acme", "tp_1"), row);
        assertThat(found("acme", "tp_1").statusReason()).isEmpty();
        assertThat(found("acme", "tp_1").testedAt()).isEmpty();
    }

    @Test
    void hasNothingForATenantItDoesNotKnow() {
        assertThat(store.list("nobody")).isEmpty();
        assertThat(store.find("nobody", "tp_1")).isEmpty();
        assertThat(store.findSalt("nobody")).isEmpty();
        assertThat(store.delete("nobody", "tp_1")).isFalse();
    }

    @Test
    void listsTheOldestFirstAndThenById() {
        store.insert(
                row("acme", "tp_c", "third").createdAt(EARLY.plusSeconds(1)).build());
        store.insert(row("acme", "tp_b", "second").createdAt(EARLY).build());
        store.insert(row("acme", "tp_a", "last").createdAt(EARLY.plusSeconds(9)).build());
        store.insert(row("acme", "tp_0", "first").createdAt(EARLY).build());

        StoredCredential second = found("acme", "tp_b");
        store.replace(second, next(second).updatedAt(EARLY.plusSeconds(99)).build());

        assertThat(store.list("acme")).extracting(StoredCredential::id).containsExactly("tp_0", "tp_b", "tp_c", "tp_a");
    }

    @Test
    void listsDisconnectedAndDisabledRowsToo() {
        store.insert(row("acme", "tp_1", "off").connected(false).build());
        store.insert(row("acme", "tp_2", "out").enabled(false).build());

        assertThat(store.list("acme")).extracting(StoredCredential::id).containsExactly("tp_1", "tp_2");
    }

    @Test
    void aListDoesNotChangeAfterItWasGiven() {
        store.insert(row("acme", "tp_1", "one").build());
        List<StoredCredential> before = store.list("acme");

        store.insert(row("acme", "tp_2", "two").build());
        store.delete("acme", "tp_1");

        assertThat(before).extracting(StoredCredential::id).containsExactly("tp_1");
    }

    @Test
    void refusesASecondRowWithTheSameId() {
        store.insert(row("acme", "tp_1", "first").build());

        assertConflict(() -> store.insert(row("acme", "tp_1", "second").build()));

        assertThat(store.list("acme")).extracting(StoredCredential::label).containsExactly("first");
    }

    @Test
    void refusesASecondRowWithTheSameProviderAndLabel() {
        store.insert(row("acme", "tp_1", "Acme").connected(false).build());

        assertConflict(() -> store.insert(row("acme", "tp_2", "Acme").build()));

        assertThat(store.list("acme")).extracting(StoredCredential::id).containsExactly("tp_1");
    }

    @Test
    void allowsALabelOncePerProviderAndTenant() {
        store.insert(row("acme", "tp_1", "Main").provider("openai").build());
        store.insert(row("acme", "tp_2", "Main").provider("groq").build());
        store.insert(row("other", "tp_3", "Main").provider("openai").build());

        assertThat(store.list("acme")).hasSize(2);
        assertThat(store.list("other")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "acme,Acme",
                "acme,acme ",
                "cafe,caf\u00E9",
                "caf\u00E9,cafe\u0301",
                "strasse,stra\u00DFe",
                "a,\u00AA"
            })
    void takesLabelsAndTenantsAsDifferentThatOnlyLookAlike(String one, String other) {
        store.insert(row("acme", "tp_1", one).build());
        store.insert(row("acme", "tp_2", other).build());
        store.insert(row(one + "-tenant", "tp_3", "label").build());
        store.insert(row(other + "-tenant", "tp_4", "label").build());

        assertThat(store.list("acme")).hasSize(2);
        assertThat(store.list(one + "-tenant")).extracting(StoredCredential::id).containsExactly("tp_3");
        assertThat(store.list(other + "-tenant"))
                .extracting(StoredCredential::id)
                .containsExactly("tp_4");
    }

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
    void writesNothingUnderARefusedMasterKey() {
        Map<String, SealedField> other = Map.of("api_key", new SealedField("bks1.other", "\u00B7\u00B7\u00B7"));
        StoredCredential old = row("acme", "tp_1", "old").keyId("1").build();
        StoredCredential fresh = row("acme", "tp_2", "new").keyId("2").build();
        store.insert(old);
        store.insert(fresh);

        store.refuseKey("1");
        store.refuseKey("1");

        assertThat(store.refusedKeys()).containsExactly("1");
        StoredCredential third = row("acme", "tp_3", "third").keyId("1").build();
        StoredCredential back = next(fresh).keyId("1").secrets(other).build();
        assertRefused(ErrorCode.CONFIGURATION, () -> store.insert(third));
        assertRefused(ErrorCode.CONFIGURATION, () -> store.replace(fresh, back));
        assertRefused(ErrorCode.CONFIGURATION, () -> store.replaceAll(List.of(new Replacement(fresh, back))));
        assertThat(store.list("acme")).hasSize(2);
        assertSame(found("acme", "tp_2"), fresh);

        // what needs no new secret is done, and the way to the new key is open
        StoredCredential renamed = next(old).label("renamed").build();
        store.replace(old, renamed);
        store.replace(renamed, next(renamed).keyId("2").secrets(other).build());
        assertThat(found("acme", "tp_1").keyId()).contains("2");
        store.insert(row("acme", "tp_4", "end to end").build());
    }

    @Test
    void noWriteThatBeganBeforeARefusalComesUpAfterIt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String tenant = "tenant " + round;
            String key = "key " + round;
            AtomicInteger seen = new AtomicInteger();

            Race.of(4, runner -> {
                if (runner.equals("0")) {
                    store.refuseKey(key);
                    seen.set(store.list(tenant).size());
                } else {
                    StoredCredential row =
                            row(tenant, "tp_" + runner, runner).keyId(key).build();
                    doneOr(ErrorCode.CONFIGURATION, () -> store.insert(row));
                }
                return runner;
            });

            assertThat(store.list(tenant)).hasSize(seen.get());
        }
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
    void neverTouchesAnotherTenantsRow() {
        StoredCredential ours = row("acme", "tp_1", "Acme").build();
        StoredCredential theirs = row("evil", "tp_1", "Evil").build();
        store.insert(ours);

        assertThat(store.find("evil", "tp_1")).isEmpty();
        assertThat(store.delete("evil", "tp_1")).isFalse();
        assertConflict(() -> store.replace(theirs, next(theirs).build()));

        store.insert(theirs);
        store.replace(theirs, next(theirs).label("changed").build());
        assertSame(found("acme", "tp_1"), ours);
        assertThat(store.delete("evil", "tp_1")).isTrue();
        assertSame(found("acme", "tp_1"), ours);
    }

    @Test
    void deletesOneRowAndFreesItsLabel() {
        store.insert(row("acme", "tp_1", "Acme").build());
        store.insert(row("acme", "tp_2", "other").build());

        assertThat(store.delete("acme", "tp_1")).isTrue();

        assertThat(store.find("acme", "tp_1")).isEmpty();
        assertThat(store.delete("acme", "tp_1")).isFalse();
        store.insert(row("acme", "tp_3", "Acme").build());
        assertThat(store.list("acme")).extracting(StoredCredential::id).containsExactlyInAnyOrder("tp_2", "tp_3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's \"quoted\" `here`",
                "'; DROP TABLE credentials; --",
                "100% _under_ \\back\\slash",
                "{$1} :name ? ?1 @p",
                "\u65E5\u672C\u8A9E \u05E9\u05DC\u05D5\u05DD \uD83D\uDD11\uD83D\uDD11",
                "null"
            })
    void takesAnyTextAsTenantIdAndLabel(String text) {
        StoredCredential row = row(text, text, text)
                .fields(Map.of("note", text))
                .status(CredentialStatus.INVALID, text, EARLY)
                .build();
        store.insert(row);
        store.insert(row("bystander", text, text).build());
        StoredCredential changed = next(row).label(text + "2").build();

        store.replace(row, changed);

        assertSame(found(text, text), changed);
        assertThat(store.delete(text, text)).isTrue();
        assertThat(store.list(text)).isEmpty();
        assertThat(store.list("bystander")).hasSize(1);
    }

    @Test
    void takesTheLongestTenantAndLabel() {
        String longest = "\uD83D\uDD11".repeat(100);
        StoredCredential row = row(longest, "tp_1", longest).build();

        store.insert(row);

        assertSame(found(longest, "tp_1"), row);
    }

    @Test
    void keepsTheFirstSaltOfATenant() {
        TenantSalt first = salt(1);

        assertThat(store.salt("acme", first)).isEqualTo(first);
        assertThat(store.salt("acme", salt(2))).isEqualTo(first);
        assertThat(store.findSalt("acme")).contains(first);
        assertThat(store.findSalt("other")).isEmpty();
        assertThat(store.salt("other", salt(3))).isEqualTo(salt(3));
    }

    @Test
    void keepsTheSaltWhenTheLastRowGoes() {
        TenantSalt salt = store.salt("acme", salt(1));
        store.insert(row("acme", "tp_1", "Acme").build());

        store.delete("acme", "tp_1");

        assertThat(store.findSalt("acme")).contains(salt);
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

    private StoredCredential found(String tenant, String id) {
        return store.find(tenant, id).orElseThrow();
    }
}
