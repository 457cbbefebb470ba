package dev.byok.testkit;

import static dev.byok.testkit.RowAssertions.assertRefused;
import static dev.byok.testkit.RowAssertions.assertSame;
import static dev.byok.testkit.RowAssertions.doneOr;
import static dev.byok.testkit.SampleRows.next;
import static dev.byok.testkit.SampleRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.credential.PrivacyMode;
import dev.byok.spi.Replacement;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The part of {@link KeyStoreContractTest} that rotating a master key relies on: many rows at once, and the fence. */
abstract class KeyStoreSealingContract extends KeyStoreTwoTenantsContract {

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

    private StoredCredential found(String tenant, String id) {
        return store.find(tenant, id).orElseThrow();
    }
}
