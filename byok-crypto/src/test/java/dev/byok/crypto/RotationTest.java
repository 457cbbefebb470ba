package dev.byok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.PrivacyMode;
import dev.byok.credential.Secret;
import dev.byok.sealing.KeyUsage;
import dev.byok.sealing.ResealFailure;
import dev.byok.sealing.ResealProgress;
import dev.byok.spi.KeyStore;
import dev.byok.spi.Replacement;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import dev.byok.store.InMemoryKeyStore;
import dev.byok.testkit.ForwardingKeyStore;
import dev.byok.testkit.MovableClock;
import dev.byok.testkit.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RotationTest {

    private static final int ROWS = 50;

    private final MasterKeys before = MasterKeys.ephemeral().withNewKey();
    private final long oldKey = before.primaryKeyId();
    private final long newKey = before.keyIds().get(1);
    private final MasterKeys after = before.withPrimary(newKey);
    private final TinkSealer old = new TinkSealer(before);
    private final TinkSealer now = new TinkSealer(after);
    private final TinkSealer retired = new TinkSealer(after.withDisabled(oldKey));
    private final TinkSealer destroyed = new TinkSealer(after.without(oldKey));
    private final KeyStore store = new InMemoryKeyStore();
    private final Rows rows = new Rows(store);
    private final MovableClock clock = new MovableClock();

    @Test
    void aSealerNamesTheKeyOfATextWithoutOpeningIt() {
        String text = rows.add(old, "acme", 1).secrets().get("api_key").sealed();

        assertThat(now.keyId(text)).contains(Long.toString(oldKey));
        assertThat(destroyed.keyId(text)).contains(Long.toString(oldKey));
        assertThat(now.primaryKeyId()).contains(Long.toString(newKey));
        assertThat(now.keyIds()).containsExactlyInAnyOrder(Long.toString(oldKey), Long.toString(newKey));
        assertThat(retired.keyIds()).containsExactly(Long.toString(newKey));
        for (String foreign :
                new String[] {"", "bks1.", "bks1.AAAA", "bke1." + "A".repeat(200), text.substring(0, 24)}) {
            assertThat(now.keyId(foreign)).isEmpty();
        }
        assertThat(now.keyId(text.substring(0, 25))).contains(Long.toString(oldKey));
        assertThat(now.keyId(text.replace("bks1.QktT", "bks1.AktT"))).isEmpty();
    }

    @Test
    void bringsEveryRowUnderThePrimaryKey() {
        fill();
        try (ByokClient client = rows.client(now, clock)) {
            assertThat(client.sealing().usage())
                    .isEqualTo(new KeyUsage(ROWS, Map.of(Long.toString(oldKey), (long) ROWS), 0, 0, Set.of()));

            ResealProgress progress = client.sealing().reseal();

            assertThat(progress.done()).isEqualTo(ROWS);
            assertThat(progress.skipped() + progress.failed() + progress.remaining())
                    .isZero();
            assertThat(progress.isComplete()).isTrue();
            assertThat(client.sealing().usage().byKey()).containsOnly(Map.entry(Long.toString(newKey), (long) ROWS));
        }
        for (int i = 0; i < ROWS; i++) {
            assertThat(rows.open(destroyed, tenantOf(i), i)).isEqualTo(Secret.of(Rows.key(i)));
        }
    }

    @Test
    void changesNothingElseOfARow() {
        StoredCredential before = rows.add(old, "acme", 1);
        try (ByokClient client = rows.client(now, clock)) {
            client.sealing().reseal();
        }

        assertThat(rows.row("acme", 1))
                .usingRecursiveComparison()
                .ignoringFields("secrets", "keyId", "version")
                .isEqualTo(before);
        assertThat(rows.row("acme", 1).version()).isEqualTo(before.version() + 1);
        assertThat(rows.row("acme", 1).secrets().get("api_key").mask())
                .isEqualTo(before.secrets().get("api_key").mask());
    }

    @Test
    void asksNothingOfRowsThatNeedNothing() {
        rows.add(now, "acme", 1);
        StoredCredential endToEnd = rows.add(old, "acme", 2);
        store.replace(
                endToEnd,
                endToEnd.toBuilder()
                        .privacy(PrivacyMode.END_TO_END, null)
                        .secrets(Map.of("api_key", new SealedField("bke1." + "A".repeat(200), "")))
                        .version(2)
                        .build());
        try (ByokClient client = rows.client(now, clock)) {
            ResealProgress progress = client.sealing().reseal();

            assertThat(progress.skipped()).isEqualTo(2);
            assertThat(progress.done() + progress.failed()).isZero();
            assertThat(client.sealing().usage().endToEnd()).isOne();
        }
        assertThat(rows.row("acme", 2).version()).isEqualTo(2);
    }

    @Test
    void aBadRowNeverStopsIt() {
        fill();
        StoredCredential damaged = rows.row(tenantOf(7), 7);
        String text = damaged.secrets().get("api_key").sealed();
        String cut = text.substring(0, text.length() - 4) + (text.endsWith("AAAA") ? "BBBB" : "AAAA");
        store.replace(
                damaged,
                damaged.toBuilder()
                        .secrets(Map.of("api_key", new SealedField(cut, "")))
                        .version(2)
                        .build());
        StoredCredential foreign = rows.row(tenantOf(8), 8);
        store.replace(
                foreign,
                foreign.toBuilder()
                        .secrets(Map.of("api_key", new SealedField("plain text", "")))
                        .version(2)
                        .build());
        List<ResealFailure> failures = new ArrayList<>();
        try (ByokClient client = rows.client(now, clock)) {
            ResealProgress progress = client.sealing().reseal(10, null, batch -> {
                failures.addAll(batch.failures());
                return true;
            });

            assertThat(progress.done()).isEqualTo(ROWS - 2);
            assertThat(progress.failed()).isEqualTo(2);
            assertThat(client.sealing().usage().unreadable()).isOne();
        }
        assertThat(failures)
                .extracting(ResealFailure::credential, ResealFailure::code)
                .containsExactlyInAnyOrder(
                        tuple(damaged.id(), ErrorCode.UNDECRYPTABLE), tuple(foreign.id(), ErrorCode.UNDECRYPTABLE));
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure.toString()).doesNotContain("plain text"));
        assertThat(rows.row(tenantOf(7), 7).status()).isEqualTo(CredentialStatus.UNDECRYPTABLE);
        assertThat(rows.row(tenantOf(9), 9).status()).isEqualTo(CredentialStatus.UNTESTED);
    }

    @Test
    void stopsAndGoesOnFromItsCursor() {
        fill();
        String cursor;
        try (ByokClient client = rows.client(now, clock)) {
            ResealProgress stopped = client.sealing().reseal(7, null, batch -> batch.done() < 20);

            assertThat(stopped.done()).isEqualTo(21);
            assertThat(stopped.remaining()).isEqualTo(ROWS - 21);
            assertThat(stopped.isComplete()).isFalse();
            cursor = stopped.cursor().orElseThrow();
        }
        try (ByokClient another = rows.client(now, clock)) {
            ResealProgress rest = another.sealing().reseal(7, cursor, batch -> true);

            assertThat(rest.done()).isEqualTo(ROWS - 21);
            assertThat(another.sealing().usage().under(Long.toString(oldKey))).isZero();
        }
    }

    @Test
    void aCrashInTheMiddleLosesNothingAndIsGoneOverAgain() {
        fill();
        AtomicInteger left = new AtomicInteger(3);
        KeyStore dying = new ForwardingKeyStore(store) {
            @Override
            public List<Boolean> replaceAll(List<Replacement> replacements) {
                if (left.decrementAndGet() == 0) {
                    // half of the batch is written
                    super.replaceAll(replacements.subList(0, 3));
                    throw ByokException.of(ErrorCode.CONFIGURATION, "the database is gone")
                            .build();
                }
                return super.replaceAll(replacements);
            }
        };
        try (ByokClient client = new Rows(dying).client(now, clock)) {
            assertThat(catchThrowableOfType(
                                    ByokException.class, () -> client.sealing().reseal(10, null, batch -> true))
                            .code())
                    .isEqualTo(ErrorCode.CONFIGURATION);
        }
        for (int i = 0; i < ROWS; i++) {
            assertThat(rows.open(now, tenantOf(i), i)).isEqualTo(Secret.of(Rows.key(i)));
        }
        try (ByokClient client = rows.client(now, clock)) {
            ResealProgress again = client.sealing().reseal();

            assertThat(again.skipped()).isEqualTo(23);
            assertThat(again.done()).isEqualTo(ROWS - 23);
        }
    }

    @Test
    void twoAtOnceSealEachRowOnceAndLoseNone() throws Exception {
        fill();
        AtomicInteger done = new AtomicInteger();
        try (ByokClient client = rows.client(now, clock);
                ByokClient other = rows.client(new TinkSealer(after), clock)) {
            Race.of(2, runner -> {
                ByokClient mine = runner.equals("0") ? client : other;
                ResealProgress progress = mine.sealing().reseal(3, null, batch -> true);
                done.addAndGet((int) progress.done());
                assertThat(progress.done() + progress.skipped()).isEqualTo(ROWS);
                return runner;
            });
        }
        assertThat(done).hasValue(ROWS);
        for (int i = 0; i < ROWS; i++) {
            assertThat(rows.row(tenantOf(i), i).version()).isEqualTo(2);
            assertThat(rows.open(destroyed, tenantOf(i), i)).isEqualTo(Secret.of(Rows.key(i)));
        }
    }

    @Test
    void aCustomersChangeAtTheSameTimeWins() {
        StoredCredential row = rows.add(old, "acme", 1);
        rows.add(old, "acme", 2);
        KeyStore busy = new ForwardingKeyStore(store) {
            private boolean changed;

            @Override
            public List<Boolean> replaceAll(List<Replacement> replacements) {
                if (!changed) {
                    changed = true;
                    store.replace(row, row.toBuilder().label("mine").version(2).build());
                    store.delete("acme", "tp_%026d".formatted(2));
                }
                return super.replaceAll(replacements);
            }
        };
        try (ByokClient client = new Rows(busy).client(now, clock)) {
            ResealProgress progress = client.sealing().reseal();

            assertThat(progress.done()).isOne();
            assertThat(progress.skipped()).isOne();
        }
        assertThat(rows.row("acme", 1).label()).isEqualTo("mine");
        assertThat(rows.row("acme", 1).version()).isEqualTo(3);
        assertThat(rows.open(destroyed, "acme", 1)).isEqualTo(Secret.of(Rows.key(1)));
        assertThat(store.list("acme")).hasSize(1);
    }

    @Test
    void aRowThatChangesAllTheTimeIsCountedAsFailed() {
        rows.add(old, "acme", 1);
        KeyStore restless = new ForwardingKeyStore(store) {
            @Override
            public List<Boolean> replaceAll(List<Replacement> replacements) {
                return replacements.stream().map(replacement -> false).toList();
            }
        };
        try (ByokClient client = new Rows(restless).client(now, clock)) {
            ResealProgress progress = client.sealing().reseal();

            assertThat(progress.failed()).isOne();
            assertThat(progress.failures().get(0).code()).isEqualTo(ErrorCode.CONFLICT);
        }
        assertThat(rows.open(now, "acme", 1)).isEqualTo(Secret.of(Rows.key(1)));
    }

    @Test
    void tellsTheRateAndTheEnd() {
        fill();
        List<ResealProgress> told = new ArrayList<>();
        try (ByokClient client = rows.client(now, clock)) {
            client.sealing().reseal(10, null, batch -> {
                told.add(batch);
                clock.move(Duration.ofSeconds(2));
                return true;
            });
        }

        assertThat(told).hasSize(5);
        assertThat(told).extracting(ResealProgress::remaining).containsExactly(40L, 30L, 20L, 10L, 0L);
        assertThat(told.get(0).estimatedEnd()).isEmpty();
        // 20 rows in 2 seconds, so the last 30 take 3: 5 seconds after the start, and it is 10 now
        assertThat(told.get(1).rowsPerSecond()).isEqualTo(10);
        assertThat(told.get(1).estimatedEnd()).contains(clock.instant().minus(Duration.ofSeconds(5)));
        assertThat(told.get(4).estimatedEnd()).isEmpty();
    }

    @Test
    void aNodeWithoutTheMasterKeysOfItsRowsIsToldAtTheStart() {
        rows.add(old, "acme", 1);
        rows.add(now, "acme", 2);
        for (TinkSealer lacking : List.of(retired, destroyed, new TinkSealer(MasterKeys.ephemeral()))) {
            try (ByokClient client = rows.client(lacking, clock)) {
                ByokException refused = catchThrowableOfType(
                        ByokException.class, () -> client.sealing().requireMasterKeys());

                assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION);
                assertThat(refused.getMessage()).contains(Long.toString(oldKey));
            }
        }
        try (ByokClient client = rows.client(now, clock)) {
            client.sealing().requireMasterKeys();
        }
    }

    @Test
    void aRetiredOrDestroyedKeyOpensNothing() {
        rows.add(old, "acme", 1);

        for (TinkSealer sealer : List.of(retired, destroyed)) {
            assertThat(catchThrowableOfType(ByokException.class, () -> rows.open(sealer, "acme", 1))
                            .code())
                    .isEqualTo(ErrorCode.UNDECRYPTABLE);
        }
        assertThat(rows.open(now, "acme", 1)).isEqualTo(Secret.of(Rows.key(1)));
    }

    @Test
    void aNodeThatStillSealsWithTheOldKeyIsRefusedAndLeavesNothingBehind() {
        try (ByokClient late = rows.client(old, clock);
                ByokClient client = rows.client(now, clock)) {
            String id = late.tenant("acme").credentials().connect(input(1)).id();
            assertThat(store.find("acme", id).orElseThrow().keyId()).contains(Long.toString(oldKey));

            client.sealing().refuse(Long.toString(oldKey));
            client.sealing().reseal();

            ByokException refused = catchThrowableOfType(
                    ByokException.class,
                    () -> late.tenant("acme").credentials().rotate(id, Map.of("api_key", Rows.key(2))));
            assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION);
            assertThat(refused.getMessage()).contains(Long.toString(oldKey));
            assertThat(client.sealing().usage().under(Long.toString(oldKey))).isZero();
            assertThat(store.find("acme", id).orElseThrow().keyId()).contains(Long.toString(newKey));
            // what needs no new secret goes on
            late.tenant("acme").credentials().relabel(id, "renamed");
            client.tenant("acme").credentials().rotate(id, Map.of("api_key", Rows.key(3)));
        }
    }

    @Test
    void theKeyThatSealsIsNotRefused() {
        try (ByokClient client = rows.client(now, clock)) {
            assertThat(catchThrowableOfType(
                                    ByokException.class, () -> client.sealing().refuse(Long.toString(newKey)))
                            .code())
                    .isEqualTo(ErrorCode.INVALID_REQUEST);
        }
    }

    @Test
    void refusesABatchOfNothing() {
        try (ByokClient client = rows.client(now, clock)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.sealing().reseal(0, null, batch -> true));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.sealing().reseal(10_001, null, batch -> true));
        }
    }

    @Test
    void anErasedTenantOpensNowhereAndNeverComesBackSilently() {
        rows.add(now, "acme", 1);
        rows.add(now, "globex", 2);
        StoredCredential backup = rows.row("acme", 1);
        try (ByokClient client = rows.client(now, clock);
                ByokClient otherNode = rows.client(now, clock)) {
            otherNode.tenant("acme").withCredential("vendor", lent -> lent.id());

            assertThat(client.sealing().erase("acme")).isOne();
            assertThat(client.sealing().erase("acme")).isZero();

            for (ByokClient node : List.of(client, otherNode)) {
                assertThat(catchThrowableOfType(
                                        ByokException.class,
                                        () -> node.tenant("acme").withCredential("vendor", lent -> lent.id()))
                                .code())
                        .isEqualTo(ErrorCode.NO_API_KEY);
                assertThat(catchThrowableOfType(
                                        ByokException.class,
                                        () -> node.tenant("acme").credentials().connect(input(3)))
                                .code())
                        .isEqualTo(ErrorCode.CONFIGURATION);
            }
            assertThat(store.findTenant("acme").orElseThrow().erasedAt()).isPresent();

            client.sealing().readmit("acme");
            client.tenant("acme").credentials().connect(input(3));
            // a row from a backup is of a salt that is gone
            store.insert(backup);
            assertThat(catchThrowableOfType(ByokException.class, () -> rows.open(now, "acme", 1))
                            .code())
                    .isEqualTo(ErrorCode.UNDECRYPTABLE);
            assertThat(catchThrowableOfType(
                                    ByokException.class, () -> client.sealing().readmit("acme"))
                            .code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }
        assertThat(rows.open(now, "globex", 2)).isEqualTo(Secret.of(Rows.key(2)));
    }

    private static CredentialInput input(int number) {
        return CredentialInput.of("vendor").field("api_key", Rows.key(number));
    }

    private void fill() {
        for (int i = 0; i < ROWS; i++) {
            rows.add(old, tenantOf(i), i);
        }
    }

    private static String tenantOf(int number) {
        return "tenant-" + number % 7;
    }
}
