package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.Secret;
import dev.byok.spi.Endpoint;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialVaultTest {

    private final Bench bench = new Bench();
    private final CredentialVault vault = bench.vault;
    private final String id = bench.credentials.connect(Bench.openAi(Bench.KEY)).id();

    @Test
    void readsTheStoreOnceWhileNothingChanges() {
        int before = bench.store.lists.get();

        TenantRows first = vault.rows(Bench.TENANT);
        TenantRows second = vault.rows(Bench.TENANT);

        assertThat(second).isSameAs(first);
        assertThat(bench.store.lists).hasValue(before + 1);
    }

    @Test
    void callsThatMissAtTheSameTimeShareOneRead() throws Exception {
        bench.clock.move(Duration.ofMinutes(1));
        int before = bench.store.lists.get();
        List<Thread> others = new ArrayList<>();
        Queue<TenantRows> got = new ConcurrentLinkedQueue<>();
        bench.store.afterNextList(() -> {
            for (int other = 0; other < 3; other++) {
                Thread thread = new Thread(() -> got.add(vault.rows(Bench.TENANT)));
                thread.start();
                others.add(thread);
            }
            // they wait for this very read
            while (others.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
                Thread.onSpinWait();
            }
        });

        TenantRows first = vault.rows(Bench.TENANT);
        for (Thread other : others) {
            other.join();
        }

        assertThat(bench.store.lists.get() - before).isEqualTo(1);
        assertThat(got).hasSize(3).allSatisfy(rows -> assertThat(rows).isSameAs(first));
    }

    @Test
    void aReadThatBeganBeforeAChangeIsNotSharedWithCallsAfterIt() {
        bench.clock.move(Duration.ofMinutes(1));
        List<TenantRows> afterTheChange = new ArrayList<>();
        bench.store.afterNextList(() -> {
            vault.invalidate(Bench.TENANT);
            afterTheChange.add(vault.rows(Bench.TENANT));
        });

        TenantRows before = vault.rows(Bench.TENANT);

        assertThat(afterTheChange).singleElement().isNotSameAs(before);
        assertThat(vault.rows(Bench.TENANT)).isNotSameAs(before);
    }

    @Test
    void aReadThatFailsFailsOnlyThoseWhoWaitForIt() {
        bench.clock.move(Duration.ofMinutes(1));
        bench.store.afterNextList(() -> {
            throw new IllegalStateException("the database is gone");
        });

        assertThatThrownBy(() -> vault.rows(Bench.TENANT)).isInstanceOf(IllegalStateException.class);

        assertThat(vault.rows(Bench.TENANT).rows()).isNotEmpty();
    }

    @Test
    void readsAgainWhenTheTimeToLiveIsOver() {
        TenantRows first = vault.rows(Bench.TENANT);

        bench.clock.move(Duration.ofMillis(29_999));
        assertThat(vault.rows(Bench.TENANT)).isSameAs(first);
        bench.clock.move(Duration.ofMillis(1));
        assertThat(vault.rows(Bench.TENANT)).isNotSameAs(first);
    }

    @Test
    void readsAgainWhenTheClockWasSetBack() {
        TenantRows first = vault.rows(Bench.TENANT);

        bench.clock.move(Duration.ofHours(-1));

        assertThat(vault.rows(Bench.TENANT)).isNotSameAs(first);
    }

    @Test
    void seesAChangeByAnotherNodeAtTheLatestWhenTheTimeToLiveIsOver() {
        bench.store.tellsOfChanges = false;
        vault.rows(Bench.TENANT);
        StoredCredential row = bench.row(id);
        bench.store.replace(row, row.toBuilder().enabled(false).version(2).build());

        assertThat(vault.rows(Bench.TENANT).rows().get(0).enabled()).isTrue();
        bench.clock.move(Duration.ofSeconds(30));
        assertThat(vault.rows(Bench.TENANT).rows().get(0).enabled()).isFalse();
    }

    @Test
    void seesAChangeAtOnceThatTheStoreTellsOf() {
        vault.rows(Bench.TENANT);
        StoredCredential row = bench.row(id);

        bench.store.replace(row, row.toBuilder().enabled(false).version(2).build());

        assertThat(vault.rows(Bench.TENANT).rows().get(0).enabled()).isFalse();
    }

    @Test
    void readsAllAgainWhenAnythingMayHaveChanged() {
        bench.store.tellsOfChanges = false;
        bench.of("other").connect(Bench.openAi(Bench.OTHER_KEY));
        TenantRows first = vault.rows(Bench.TENANT);
        TenantRows second = vault.rows("other");

        bench.store.tellThatAnythingMayHaveChanged();

        assertThat(vault.rows(Bench.TENANT)).isNotSameAs(first);
        assertThat(vault.rows("other")).isNotSameAs(second);
    }

    @Test
    void listensNoMoreAfterItWasClosed() {
        vault.close();
        TenantRows before = vault.rows(Bench.TENANT);
        StoredCredential row = bench.row(id);

        bench.store.replace(row, row.toBuilder().enabled(false).version(2).build());

        assertThat(vault.rows(Bench.TENANT)).isSameAs(before);
    }

    @Test
    void aReadThatBeganBeforeAWriteDoesNotOutliveIt() throws Exception {
        bench.store.tellsOfChanges = false;
        vault.invalidate(Bench.TENANT);
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        bench.store.afterNextList(() -> {
            read.countDown();
            await(goOn);
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<TenantRows> slow = CompletableFuture.supplyAsync(() -> vault.rows(Bench.TENANT), thread);
            await(read);

            bench.credentials.rotate(id, Map.of("api_key", Bench.OTHER_KEY));
            assertThat(bench.opened(id, "api_key")).isEqualTo(Bench.OTHER_KEY);
            goOn.countDown();

            assertThat(slow.get(10, TimeUnit.SECONDS).rows().get(0).secretVersion())
                    .as("the slow reader did get what it had read")
                    .isEqualTo(1);
            assertThat(vault.rows(Bench.TENANT).rows().get(0).secretVersion()).isEqualTo(2);
            assertThat(bench.opened(id, "api_key")).isEqualTo(Bench.OTHER_KEY);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aSlowReadOfOneTenantHoldsUpNoOtherTenant() throws Exception {
        bench.of("other").connect(Bench.openAi(Bench.OTHER_KEY));
        vault.invalidate(Bench.TENANT);
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        bench.store.afterNextList(() -> {
            read.countDown();
            await(goOn);
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<TenantRows> slow = CompletableFuture.supplyAsync(() -> vault.rows(Bench.TENANT), thread);
            await(read);

            assertThat(vault.rows("other").rows()).hasSize(1);
            assertThat(slow).isNotDone();
            goOn.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS).rows()).hasSize(1);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void keepsNoMoreTenantsThanAllowed() {
        CredentialVault small =
                new CredentialVault(bench.store, bench.sealer, new CacheSettings(10, Duration.ofHours(1)), bench.clock);

        for (int tenant = 0; tenant < 1000; tenant++) {
            small.rows("tenant " + tenant);
        }

        int before = bench.store.lists.get();
        for (int tenant = 0; tenant < 1000; tenant++) {
            small.rows("tenant " + tenant);
        }
        assertThat(bench.store.lists.get() - before).isGreaterThanOrEqualTo(990);
    }

    @Test
    void opensARowForACallAndWipesItAfterwards() {
        TenantRows rows = vault.rows(Bench.TENANT);
        ProviderCredential credential = vault.open(
                rows, rows.rows().get(0), Bench.endpoint(rows.rows().get(0)), "https://api.openai.example/v1");

        assertThat(credential.provider()).isEqualTo("openai");
        assertThat(credential.id()).contains(id);
        assertThat(credential.callUrl()).contains("https://api.openai.example/v1");
        assertThat(Bench.text(credential.secret("api_key").orElseThrow())).isEqualTo(Bench.KEY);
        credential.close();

        assertThat(bench.sealer.opened).hasSize(1).allSatisfy(CredentialVaultTest::assertWiped);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/v1",
                "https://api.openai.example.evil.example/v1",
                "https://api.openai.example@evil.example/v1",
                "https://api.openai.example:8443/v1",
                "http://api.openai.example/v1",
                "https://api.openai.example\\@evil.example",
                ""
            })
    void refusesToOpenARowForACallThatGoesElsewhere(String callUrl) {
        TenantRows rows = vault.rows(Bench.TENANT);

        StoredCredential row = rows.rows().get(0);
        ByokException failure = Bench.failure(
                ErrorCode.ENDPOINT_NOT_ALLOWED, () -> vault.open(rows, row, Bench.endpoint(row), callUrl));

        assertThat(failure.credentialId()).contains(id);
        assertThat(bench.sealer.opened).isEmpty();
    }

    @Test
    void refusesToOpenARowWhoseProviderSendsKeysElsewhereNow() {
        TenantRows rows = vault.rows(Bench.TENANT);
        Endpoint moved = new Endpoint("https://new.openai.example", "https://api.openai.example/v1", false);

        Bench.failure(
                ErrorCode.UNDECRYPTABLE, () -> vault.open(rows, rows.rows().get(0), moved, null));
        Bench.failure(
                ErrorCode.UNDECRYPTABLE, () -> vault.open(rows, rows.rows().get(0), Endpoint.perCall(), null));
    }

    @Test
    void opensARowForTheEndpointOfACallWhenItIsSealedForAny() {
        String any = bench.credentials
                .connect(CredentialInput.of("custom-llm").field("api_key", "x"))
                .id();
        TenantRows rows = vault.rows(Bench.TENANT);

        try (ProviderCredential credential =
                vault.open(rows, rows.find(any), Endpoint.perCall(), "https://own.example/chat")) {
            assertThat(credential.callUrl()).contains("https://own.example/chat");
        }
    }

    @Test
    void refusesARowThatWasMoved() {
        StoredCredential row = bench.row(id);
        TenantRows rows = vault.rows(Bench.TENANT);

        for (StoredCredential moved : new StoredCredential[] {
            copy(row, "other", row.id()).build(),
            copy(row, row.tenant(), "tp_other").build(),
            row.toBuilder().provider("groq").build(),
            row.toBuilder().origin("https://evil.example").build(),
            row.toBuilder().origin(Endpoint.PER_CALL).build(),
            row.toBuilder().secretVersion(2).build(),
            row.toBuilder()
                    .secrets(Map.of("token", row.secrets().get("api_key")))
                    .build()
        }) {
            Bench.failure(ErrorCode.UNDECRYPTABLE, () -> vault.open(rows, moved, Bench.endpoint(moved), null));
        }
    }

    @Test
    void refusesARowWhoseTenantHasNoSalt() {
        bench.store.saltIsGone = true;
        vault.invalidate(Bench.TENANT);
        TenantRows rows = vault.rows(Bench.TENANT);

        assertThat(rows.salt()).isNull();
        Bench.failure(
                ErrorCode.UNDECRYPTABLE,
                () -> vault.open(
                        rows, rows.rows().get(0), Bench.endpoint(rows.rows().get(0)), null));
    }

    @Test
    void closesWhatItOpenedWhenALaterSecretDoesNotOpen() {
        String two = bench.credentials
                .connect(Bench.bedrock("FAKE-access-1", "FAKE-secret-1"))
                .id();
        StoredCredential row = bench.row(two);
        Map<String, StoredCredential.SealedField> secrets = new LinkedHashMap<>(row.secrets());
        secrets.put("secret_access_key", new StoredCredential.SealedField("broken", "\u00B7\u00B7\u00B7"));

        ByokException failure = Bench.failure(
                ErrorCode.UNDECRYPTABLE,
                () -> vault.open(
                        vault.rows(Bench.TENANT),
                        row.toBuilder().secrets(secrets).build(),
                        Bench.endpoint(row),
                        null));

        assertThat(failure.provider()).contains("anthropic-bedrock");
        assertThat(failure.credentialId()).contains(two);
        assertThat(bench.sealer.opened).hasSize(1).allSatisfy(CredentialVaultTest::assertWiped);
    }

    @Test
    void refusesRowsOfAnotherTenant() {
        StoredCredential theirs = bench.row(id);
        CredentialVault careless = new CredentialVault(
                new ForgetfulStore(bench.store, theirs), bench.sealer, CacheSettings.DEFAULT, bench.clock);

        Bench.failure(ErrorCode.CONFIGURATION, () -> careless.rows("Acme"));
    }

    @Test
    void aHitAllocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        int hits = 200_000;
        hit(hits);

        long before = threads.getThreadAllocatedBytes(self);
        hit(hits);
        long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat((double) allocated / hits).as("bytes a hit").isLessThan(1);
    }

    private void hit(int times) {
        for (int i = 0; i < times; i++) {
            vault.rows(Bench.TENANT);
        }
    }

    private static StoredCredential.Builder copy(StoredCredential row, String tenant, String id) {
        return StoredCredential.builder(tenant, id)
                .provider(row.provider())
                .label(row.label())
                .origin(row.origin())
                .secrets(row.secrets())
                .createdAt(row.createdAt())
                .updatedAt(row.updatedAt());
    }

    private static void assertWiped(Secret secret) {
        assertThat(Assertions.catchThrowable(() -> Bench.text(secret))).isInstanceOf(IllegalStateException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
