package dev.byok.store;

import static dev.byok.store.SealingNodes.KEY;
import static dev.byok.store.SealingNodes.NEW;
import static dev.byok.store.SealingNodes.OLD;
import static dev.byok.store.SealingNodes.connect;
import static dev.byok.store.SealingNodes.failure;
import static dev.byok.store.SealingNodes.keyOn;
import static dev.byok.store.SealingNodes.rotate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialView;
import dev.byok.sealing.ResealProgress;
import dev.byok.spi.Replacement;
import dev.byok.spi.StoredCredential;
import dev.byok.testkit.ForwardingKeyStore;
import dev.byok.testkit.Race;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others do while everything is sealed anew, or while a tenant is erased. */
@Tag("databases")
@Timeout(120)
class ResealRacesTest {

    private static final int CHANGES = 20;

    @ParameterizedTest
    @EnumSource
    void aChangeDuringResealingIsNotLost(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            String id = connect(nodes.before(), "acme", "main", "1");
            connect(nodes.before(), "acme", "other", "2");

            ResealProgress end = resealing(nodes, () -> rotate(nodes.before(), "acme", id, "3"));

            assertThat(end.done()).isEqualTo(2);
            assertThat(nodes.after().sealing().usage().under(OLD)).isZero();
            assertThat(keyOn(nodes.after(), "acme", "main")).isEqualTo(KEY + "3");
            assertThat(keyOn(nodes.after(), "acme", "other")).isEqualTo(KEY + "2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void resealingFailsNoChangeThatBeganBeforeIt(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            String id = connect(nodes.before(), "acme", "main", "1");
            ByokClient interrupted = nodes.node(
                    new RingSealer(NEW, OLD),
                    beforeFirst(nodes, () -> nodes.after().sealing().reseal()));
            interrupted.tenant("acme").credentials().relabel(id, "renamed");
            nodes.node(new RingSealer(OLD, NEW), nodes.store).sealing().reseal();
            ByokClient again = nodes.node(
                    new RingSealer(NEW, OLD),
                    beforeFirst(nodes, () -> nodes.after().sealing().reseal()));

            rotate(again, "acme", id, "2");

            assertThat(keyOn(nodes.after(), "acme", "renamed")).isEqualTo(KEY + "2");
            assertThat(nodes.store.find("acme", id).orElseThrow().keyId()).contains(NEW);
            assertThat(nodes.after().sealing().usage().under(OLD)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDeletedDuringResealingDoesNotComeBack(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            String id = connect(nodes.before(), "acme", "main", "1");
            connect(nodes.before(), "acme", "other", "2");

            ResealProgress end = resealing(
                    nodes, () -> nodes.before().tenant("acme").credentials().purge(id));

            assertThat(end.done()).isOne();
            assertThat(end.skipped()).isOne();
            assertThat(end.failed()).isZero();
            assertThat(nodes.store.list("acme"))
                    .extracting(StoredCredential::label)
                    .containsExactly("other");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTenantThatIsErasedDuringResealingDoesNotComeBack(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            connect(nodes.before(), "acme", "main", "1");
            connect(nodes.before(), "globex", "main", "2");

            ResealProgress end = resealing(nodes, () -> nodes.after().sealing().erase("acme"));

            assertThat(end.done()).isOne();
            assertThat(end.skipped()).isOne();
            assertThat(end.failed()).isZero();
            assertThat(nodes.store.list("acme")).isEmpty();
            assertThat(nodes.store.findSalt("acme")).isEmpty();
            assertThat(keyOn(nodes.after(), "globex", "main")).isEqualTo(KEY + "2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasSealedWithTheOldKeyBeforeItWasRefusedIsNotWrittenBehindTheScan(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            String id = connect(nodes.before(), "acme", "main", "1");
            ByokClient late = nodes.node(new RingSealer(OLD, NEW), beforeFirst(nodes, () -> {
                nodes.after().sealing().refuse(OLD);
                nodes.after().sealing().reseal();
            }));

            ByokException refused = failure(() -> rotate(late, "acme", id, "2"));

            assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION);
            ByokClient destroyed = nodes.node(new RingSealer(NEW), nodes.store);
            assertThat(keyOn(destroyed, "acme", "main")).isEqualTo(KEY + "1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nodesWithTheOldAndTheNewKeysetWriteWhileEverythingIsSealedAnew(Database database) throws Exception {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            ByokClient before = nodes.before();
            ByokClient after = nodes.after();
            List<ByokClient> writers = List.of(before, after);
            Map<String, String> written = new ConcurrentHashMap<>();

            Race.of(3, runner -> {
                if (runner.equals("2")) {
                    after.sealing().reseal(3, null, progress -> true);
                    after.sealing().refuse(OLD);
                    after.sealing().reseal(3, null, progress -> true);
                } else {
                    writeUntilRefused(writers.get(Integer.parseInt(runner)), "tenant " + runner, written);
                }
                return runner;
            });

            assertThat(after.sealing().usage().under(OLD)).isZero();
            ByokClient destroyed = nodes.node(new RingSealer(NEW), nodes.store);
            assertThat(written).isNotEmpty();
            written.forEach((tenant, key) ->
                    assertThat(keyOn(destroyed, tenant, "main")).isEqualTo(KEY + key));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsSavedWhileItsTenantIsErasedIsNotStored(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            String id = connect(nodes.after(), "acme", "main", "1");
            for (int round = 0; round < 2; round++) {
                boolean insert = round == 0;
                ByokClient late = nodes.node(
                        new RingSealer(NEW),
                        beforeFirst(nodes, () -> nodes.after().sealing().erase("acme")));

                ByokException refused = failure(() -> {
                    if (insert) {
                        connect(late, "acme", "other", "2");
                    } else {
                        rotate(late, "acme", id, "2");
                    }
                });

                assertThat(refused.code()).isIn(ErrorCode.CONFIGURATION, ErrorCode.NOT_FOUND);
                assertThat(nodes.store.list("acme")).isEmpty();
                assertThat(nodes.store.findSalt("acme")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReadThatMeetsTheErasureOfItsTenantOpensNothing(Database database) throws SQLException {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            connect(nodes.after(), "acme", "main", "1");
            ForwardingKeyStore erasing = new ForwardingKeyStore(nodes.store) {
                @Override
                public List<StoredCredential> list(String tenant) {
                    List<StoredCredential> rows = super.list(tenant);
                    // after the rows were read, before the salt
                    store.erase(tenant, Writes.NOW);
                    return rows;
                }
            };
            ByokClient reading = nodes.node(new RingSealer(NEW), erasing);

            assertThat(failure(() -> keyOn(reading, "acme", "main")).code())
                    .isIn(ErrorCode.UNDECRYPTABLE, ErrorCode.NO_API_KEY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofManyWhoConnectOneLabelOneRowIsLeft(Database database) throws Exception {
        try (SealingNodes nodes = SealingNodes.on(database)) {
            ByokClient node = nodes.after();
            Race.of(4, runner -> connect(node, "acme", "main", runner));

            assertThat(node.tenant("acme").credentials().list())
                    .extracting(CredentialView::label)
                    .containsExactly("main");
            assertThat(keyOn(node, "acme", "main")).startsWith(KEY);
        }
    }

    private static void writeUntilRefused(ByokClient node, String tenant, Map<String, String> written) {
        try {
            String id = connect(node, tenant, "main", "first");
            written.put(tenant, "first");
            for (int change = 0; change < CHANGES; change++) {
                rotate(node, tenant, id, "change-" + change);
                written.put(tenant, "change-" + change);
            }
        } catch (ByokException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION);
        }
    }

    /** Seals everything anew, and does something else after the rows were read and before they are written. */
    private static ResealProgress resealing(SealingNodes nodes, Runnable meanwhile) {
        ByokClient node = nodes.node(new RingSealer(NEW, OLD), beforeFirst(nodes, meanwhile));
        return node.sealing().reseal();
    }

    private static ForwardingKeyStore beforeFirst(SealingNodes nodes, Runnable meanwhile) {
        AtomicBoolean done = new AtomicBoolean();
        Runnable once = () -> {
            if (done.compareAndSet(false, true)) {
                meanwhile.run();
            }
        };
        return new ForwardingKeyStore(nodes.store) {
            @Override
            public void insert(StoredCredential row) {
                once.run();
                super.insert(row);
            }

            @Override
            public void replace(StoredCredential current, StoredCredential next) {
                once.run();
                super.replace(current, next);
            }

            @Override
            public List<Boolean> replaceAll(List<Replacement> replacements) {
                once.run();
                return super.replaceAll(new ArrayList<>(replacements));
            }
        };
    }
}
