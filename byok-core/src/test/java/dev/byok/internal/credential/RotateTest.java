package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.credential.FieldFault;
import dev.byok.credential.FieldFault.Kind;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.StoredCredential.SealedField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RotateTest {

    private final Bench bench = new Bench();

    @Test
    void theNextReadOnThisNodeGetsTheNewKey() {
        String id = bench.credentials.connect(Bench.openAi(Bench.KEY)).id();
        bench.credentials.test(id);
        assertThat(bench.opened(id, "api_key")).isEqualTo(Bench.KEY);
        bench.store.tellsOfChanges = false;

        CredentialView view = bench.credentials.rotate(id, Map.of("api_key", Bench.OTHER_KEY + "\n"));

        assertThat(bench.opened(id, "api_key")).isEqualTo(Bench.OTHER_KEY);
        assertThat(view.masks()).containsEntry("api_key", "sk-F\u00B7\u00B7\u00B7two2");
        assertThat(view.status()).isEqualTo(CredentialStatus.UNTESTED);
        assertThat(view.testedAt()).isEmpty();
        assertThat(bench.actions()).containsExactly(Action.CONNECTED, Action.TESTED, Action.ROTATED);
    }

    @Test
    void keepsAndSealsAgainTheSecretsThatAreLeftOut() {
        String id = bench.credentials
                .connect(Bench.bedrock("FAKE-access-1-0123456789", "FAKE-secret-1"))
                .id();
        StoredCredential before = bench.row(id);

        CredentialView view =
                bench.credentials.rotate(id, Map.of("secret_access_key", "FAKE-secret-2", "access_key_id", " "));

        assertThat(bench.opened(id, "access_key_id")).isEqualTo("FAKE-access-1-0123456789");
        assertThat(bench.opened(id, "secret_access_key")).isEqualTo("FAKE-secret-2");
        assertThat(view.masks())
                .containsExactly(
                        Map.entry("access_key_id", "FAKE\u00B7\u00B7\u00B76789"),
                        Map.entry("secret_access_key", "\u00B7\u00B7\u00B7"));
        assertThat(bench.row(id).secrets().get("access_key_id").sealed())
                .isNotEqualTo(before.secrets().get("access_key_id").sealed());
    }

    @Test
    void anOldSealedSecretThatIsPutBackDoesNotOpen() {
        String id = bench.credentials.connect(Bench.openAi(Bench.KEY)).id();
        Map<String, SealedField> old = bench.row(id).secrets();
        bench.credentials.rotate(id, Map.of("api_key", Bench.OTHER_KEY));
        StoredCredential row = bench.row(id);

        bench.store.replace(
                row, row.toBuilder().secrets(old).version(row.version() + 1).build());

        Bench.failure(ErrorCode.UNDECRYPTABLE, () -> bench.opened(id, "api_key"));
    }

    @Test
    void addsAnOptionalSecret() {
        String id = bench.credentials
                .connect(Bench.bedrock("FAKE-access-1", "FAKE-secret-1"))
                .id();

        bench.credentials.rotate(id, Map.of("session_token", "FAKE-token-1"));

        assertThat(bench.opened(id, "session_token")).isEqualTo("FAKE-token-1");
        assertThat(bench.opened(id, "access_key_id")).isEqualTo("FAKE-access-1");
    }

    @Test
    void refusesWhatIsNotASecret() {
        String id = bench.credentials.connect(Bench.openAi(Bench.KEY)).id();

        ByokException failure = Bench.failure(
                ErrorCode.INVALID_FIELDS,
                () -> bench.credentials.rotate(
                        id, ordered("organization", "org-1", "nope", "x", "api_key", "FAKE SECRET")));

        assertThat(failure.faults())
                .extracting(FieldFault::field, FieldFault::kind)
                .containsExactly(
                        tuple("api_key", Kind.MALFORMED),
                        tuple("organization", Kind.MALFORMED),
                        tuple("nope", Kind.UNKNOWN));
        assertThat(failure).hasMessageContaining("organization is not secret");
    }

    @Test
    void refusesToRotateNothing() {
        String id = bench.credentials.connect(Bench.openAi(Bench.KEY)).id();
        String local = bench.credentials.connect(CredentialInput.of("local")).id();

        assertThat(Bench.failure(ErrorCode.INVALID_FIELDS, () -> bench.credentials.rotate(id, Map.of("api_key", "")))
                        .faults())
                .extracting(FieldFault::message)
                .containsExactly("api_key has no new value");
        assertThat(Bench.failure(ErrorCode.INVALID_FIELDS, () -> bench.credentials.rotate(local, Map.of())))
                .hasMessageContaining("local has no secret field");
    }

    @Test
    void refusesAMaskThatIsTypedBack() {
        CredentialView view = bench.credentials.connect(Bench.openAi(Bench.KEY));

        Bench.failure(
                ErrorCode.INVALID_FIELDS, () -> bench.credentials.rotate(view.id(), Map.of("api_key", view.mask())));

        assertThat(bench.opened(view.id(), "api_key")).isEqualTo(Bench.KEY);
    }

    @Test
    void asksForEverySecretWhenAKeptOneDoesNotOpen() {
        String id = bench.credentials
                .connect(Bench.bedrock("FAKE-access-1", "FAKE-secret-1"))
                .id();
        StoredCredential row = bench.row(id);
        Map<String, SealedField> damaged = new LinkedHashMap<>(row.secrets());
        damaged.put("access_key_id", new SealedField("damaged", "\u00B7\u00B7\u00B7"));
        bench.store.replace(row, row.toBuilder().secrets(damaged).version(2).build());

        ByokException failure = Bench.failure(
                ErrorCode.UNDECRYPTABLE,
                () -> bench.credentials.rotate(id, Map.of("secret_access_key", "FAKE-secret-2")));
        assertThat(failure.hint()).contains("enter every secret of this credential anew");
        assertThat(failure.credentialId()).contains(id);
        assertThat(bench.row(id).version()).isEqualTo(2);

        bench.credentials.rotate(id, ordered("secret_access_key", "FAKE-secret-2", "access_key_id", "FAKE-access-2"));
        assertThat(bench.opened(id, "access_key_id")).isEqualTo("FAKE-access-2");
    }

    @Test
    void makesNoNewSaltForARowWhoseSaltIsGone() {
        String id = bench.credentials
                .connect(Bench.bedrock("FAKE-access-1", "FAKE-secret-1"))
                .id();
        bench.store.saltIsGone = true;

        Bench.failure(
                ErrorCode.UNDECRYPTABLE,
                () -> bench.credentials.rotate(id, Map.of("secret_access_key", "FAKE-secret-2")));
    }

    @Test
    void ofTwoAdminsWhoRotateAtOnceOneWinsAndTheOtherIsTold() throws Exception {
        String id = bench.credentials.connect(Bench.openAi(Bench.KEY)).id();
        CyclicBarrier bothHaveRead = new CyclicBarrier(2);
        bench.store.afterEveryList = () -> await(bothHaveRead);
        ExecutorService admins = Executors.newFixedThreadPool(2);
        List<String> won = new ArrayList<>();
        List<ErrorCode> lost = new ArrayList<>();
        try {
            List<Callable<String>> both = List.of(
                    () -> bench.credentials
                            .rotate(id, Map.of("api_key", "sk-FAKE-from-admin-number-1111"))
                            .mask(),
                    () -> bench.credentials
                            .rotate(id, Map.of("api_key", "sk-FAKE-from-admin-number-2222"))
                            .mask());
            for (Future<String> done : admins.invokeAll(both)) {
                try {
                    won.add(done.get(10, TimeUnit.SECONDS));
                } catch (ExecutionException failed) {
                    lost.add(((ByokException) failed.getCause()).code());
                }
            }
        } finally {
            admins.shutdownNow();
        }
        bench.store.afterEveryList = () -> {};

        assertThat(won).hasSize(1);
        assertThat(lost).containsExactly(ErrorCode.CONFLICT);
        assertThat(bench.credentials.get(id).mask()).isEqualTo(won.get(0));
        assertThat(bench.opened(id, "api_key")).endsWith(won.get(0).substring(7));
        assertThat(bench.actions()).containsExactly(Action.CONNECTED, Action.ROTATED);
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            map.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return map;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }
}
