package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.Credentials;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.event.ByokEvent;
import dev.byok.event.CredentialEvent;
import dev.byok.internal.model.ListedModels;
import dev.byok.spi.Endpoint;
import dev.byok.spi.PlanPolicy;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.Timeouts;
import dev.byok.testkit.MovableClock;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The whole engine over a store in memory, with everything in reach of a test. */
final class Bench {

    static final String KEY = "sk-FAKE-0123456789abcdef-one1";
    static final String OTHER_KEY = "sk-FAKE-0123456789abcdef-two2";
    static final String TENANT = "acme";

    final MovableClock clock = new MovableClock();
    final ListedModels listed = new ListedModels(clock);
    final HookedStore store = new HookedStore();
    final AesSealer sealer = new AesSealer();
    final ScriptedProvider openAi = ScriptedProvider.openAi();
    final ScriptedProvider bedrock = ScriptedProvider.bedrock();
    final ScriptedProvider customLlm = ScriptedProvider.customLlm();
    final CredentialVault vault = new CredentialVault(store, sealer, CacheSettings.DEFAULT, clock);
    final List<ByokEvent> events = new CopyOnWriteArrayList<>();
    volatile PlanPolicy plans = PlanPolicy.EVERYTHING;
    final PlanGate gate = new PlanGate((tenant, provider) -> plans.allowsOwnKeys(tenant, provider));
    final CredentialService service =
            service(new ProviderCatalog(List.of(openAi, bedrock, customLlm, ScriptedProvider.keyless())));
    final Credentials credentials = new TenantCredentials(TENANT, service);

    CredentialService service(ProviderCatalog catalog) {
        return new CredentialService(
                catalog, store, sealer, vault, clock, new SecureRandom(), events::add, Timeouts.DEFAULT, gate, listed);
    }

    Credentials of(String tenant) {
        return new TenantCredentials(tenant, service);
    }

    static CredentialInput openAi(String key) {
        return CredentialInput.of("openai").field("api_key", key);
    }

    static CredentialInput bedrock(String id, String secret) {
        return CredentialInput.of("anthropic-bedrock")
                .field("access_key_id", id)
                .field("secret_access_key", secret)
                .field("account", "12345");
    }

    StoredCredential row(String id) {
        return store.find(TENANT, id).orElseThrow();
    }

    /** {@return the secret as a call on this node would get it, through the cache} */
    String opened(String id, String field) {
        TenantRows rows = vault.rows(TENANT);
        StoredCredential row = rows.find(id);
        assertThat(row).isNotNull();
        try (ProviderCredential credential = vault.open(rows, row, endpoint(row), null)) {
            return text(credential.secret(field).orElseThrow());
        }
    }

    /** {@return the endpoint that a row is sealed for} */
    static Endpoint endpoint(StoredCredential row) {
        return new Endpoint(row.origin(), null, false);
    }

    static String text(Secret secret) {
        return secret.reveal(SecretAccess.grant());
    }

    List<CredentialEvent.Action> actions() {
        return events.stream().map(event -> ((CredentialEvent) event).action()).toList();
    }

    static ByokException failure(ErrorCode code, ThrowingCallable call) {
        ByokException failure = catchThrowableOfType(ByokException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.getCause()).isNull();
        return failure;
    }
}
