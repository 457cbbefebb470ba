package dev.byok.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokClient;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.Credentials;
import dev.byok.credential.Secret;
import dev.byok.event.ByokEvent;
import dev.byok.event.CredentialEvent;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.event.TenantEvent;
import dev.byok.spi.KeyStore;
import dev.byok.spi.SealContext;
import dev.byok.store.InMemoryKeyStore;
import dev.byok.testkit.MovableClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an audit learns: who did what to which credential, and whether the key is another one. */
class FingerprintTest {

    private static final String KEY = "sk-FAKE-fingerprint-00000001";
    private static final String OTHER = "sk-FAKE-fingerprint-00000002";

    private final MasterKeys keys = MasterKeys.ephemeral().withNewKey();
    private final TinkSealer sealer = new TinkSealer(keys);
    private final KeyStore store = new InMemoryKeyStore();
    private final List<ByokEvent> events = new ArrayList<>();

    @Test
    void isWhatAnotherProgramMakes(@TempDir Path directory) throws Exception {
        InteropVectors vectors = InteropVectors.load();
        MasterKeys known = vectors.masterKeys(directory);
        SealContext context = vectors.cases().get(0).context();
        assertThat(context.tenant()).isEqualTo("tenant-1");

        // made with HMAC-SHA256 of Python from the keys of the vectors
        assertThat(of(new TinkSealer(known), context, "sk-test-1")).isEqualTo("fp1.2046820353.YcR3qCZGIlzpOGwVJ54QKQ");
        assertThat(of(new TinkSealer(known.withPrimary(287454020)), context, "sk-test-1"))
                .isEqualTo("fp1.287454020._Klxq2ZR5f7ga4vtCI2Stw");
    }

    @Test
    void isTheSameForTheSameSecretOfATenantWhereverItIsStored() {
        SealContext moved =
                new SealContext("acme", Contexts.HOME.salt(), "tp_9", "groq", "https://api.groq.com", "other_key", 7);

        assertThat(of(sealer, Contexts.HOME, KEY)).isEqualTo(of(sealer, moved, KEY));
        assertThat(of(sealer, Contexts.HOME, KEY)).isNotEqualTo(of(sealer, Contexts.HOME, OTHER));
    }

    @Test
    void isNeverTheSameForTwoTenantsOrTwoSaltsOrTwoMasterKeys() {
        String home = of(sealer, Contexts.HOME, KEY);

        assertThat(of(sealer, Contexts.of("globex", Contexts.salt(1, 1)), KEY)).isNotEqualTo(home);
        assertThat(of(sealer, Contexts.of("acme", Contexts.salt(2, 1)), KEY)).isNotEqualTo(home);
        TinkSealer promoted = new TinkSealer(keys.withPrimary(keys.keyIds().get(1)));
        assertThat(of(promoted, Contexts.HOME, KEY))
                .startsWith("fp1." + keys.keyIds().get(1) + ".");
        // a boundary moved from the tenant's id into the secret
        assertThat(of(sealer, Contexts.of("acm", Contexts.salt(1, 1)), "e" + KEY))
                .isNotEqualTo(home);
    }

    @Test
    void changesOfAKeyCarryIt() {
        try (ByokClient client = client()) {
            Credentials credentials = client.tenant("acme").credentials();
            String id = credentials
                    .connect(CredentialInput.of("vendor").field("api_key", KEY))
                    .id();
            credentials.rotate(id, Map.of("api_key", KEY));
            credentials.rotate(id, Map.of("api_key", OTHER));
            credentials.relabel(id, "renamed");
            credentials.purge(id);

            assertThat(actions())
                    .containsExactly(
                            Action.CONNECTED, Action.ROTATED, Action.ROTATED, Action.RELABELLED, Action.PURGED);
            String first = fingerprint(0);
            assertThat(first).startsWith("fp1." + keys.primaryKeyId() + ".").hasSizeBetween(28, 37);
            assertThat(fingerprint(1)).isEqualTo(first);
            assertThat(fingerprint(2)).isNotEqualTo(first);
            assertThat(changes().get(3).fingerprints()).isEmpty();
            assertThat(changes().get(4).fingerprints()).isEmpty();
            assertThat(changes()).allSatisfy(event -> {
                assertThat(event.tenant()).isEqualTo("acme");
                assertThat(event.credentialId()).isEqualTo(id);
                assertThat(event.status()).isEqualTo(CredentialStatus.UNTESTED);
                assertThat(event.toString()).doesNotContain("FAKE");
            });
        }
    }

    @Test
    void erasuresAndReadmissionsAreEvents() {
        try (ByokClient client = client()) {
            client.tenant("acme")
                    .credentials()
                    .connect(CredentialInput.of("vendor").field("api_key", KEY));
            String before = fingerprint(0);
            events.clear();

            client.sealing().erase("acme");
            client.sealing().readmit("acme");
            assertThat(events)
                    .containsExactly(
                            new TenantEvent("acme", TenantEvent.Action.ERASED, 1),
                            new TenantEvent("acme", TenantEvent.Action.READMITTED, 0));

            events.clear();
            client.tenant("acme")
                    .credentials()
                    .connect(CredentialInput.of("vendor").field("api_key", KEY));
            assertThat(fingerprint(0)).isNotEqualTo(before);
        }
    }

    @Test
    void listenersRunOnTheThreadOfWhoeverMadeTheChange() {
        List<Thread> threads = new ArrayList<>();
        try (ByokClient client = new Rows(store)
                .builder(sealer, new MovableClock())
                .listener(event -> threads.add(Thread.currentThread()))
                .build()) {
            client.tenant("acme")
                    .credentials()
                    .connect(CredentialInput.of("vendor").field("api_key", KEY));
            client.sealing().erase("acme");
        }

        assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
    }

    private ByokClient client() {
        return new Rows(store)
                .builder(sealer, new MovableClock())
                .listener(events::add)
                .build();
    }

    private List<CredentialEvent> changes() {
        return events.stream().map(CredentialEvent.class::cast).toList();
    }

    private List<Action> actions() {
        return changes().stream().map(CredentialEvent::action).toList();
    }

    private String fingerprint(int event) {
        return changes().get(event).fingerprints().get("api_key");
    }

    private static String of(TinkSealer sealer, SealContext context, String key) {
        try (Secret secret = Secret.of(key)) {
            return sealer.fingerprint(context, secret).orElseThrow();
        }
    }
}
