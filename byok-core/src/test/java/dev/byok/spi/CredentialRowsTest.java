package dev.byok.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.byok.credential.CredentialStatus;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.testkit.Canary;
import dev.byok.testkit.LeakGuard;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialRowsTest {

    private final Canary canary = Canary.make();
    private final StoredCredential row = StoredCredential.builder("acme", "tp_1")
            .provider("openai")
            .label("main")
            .origin("https://api.openai.com")
            .fields(Map.of("organization", "org"))
            .secrets(Map.of("api_key", new StoredCredential.SealedField("bks1.sealed", "FAKE...0001")))
            .secretVersion(2)
            .status(CredentialStatus.VALID, "accepted", Instant.EPOCH)
            .connected(false)
            .enabled(false)
            .preference(3)
            .createdAt(Instant.EPOCH)
            .updatedAt(Instant.EPOCH)
            .version(4)
            .build();

    @Test
    void printsAnOpenedCredentialWithoutValues() {
        ProviderCredential credential = LeakGuard.watch(ProviderCredential.builder("openai")
                .id("tp_1")
                .fields(Map.of("organization", "private"))
                .secret("api_key", canary.secret())
                .build());

        assertThat(credential)
                .hasToString("ProviderCredential[openai, id=tp_1, fields=[organization], secrets=[api_key]]");
    }

    @Test
    void wipesEverySecretOfAnOpenedCredential() {
        Secret key = canary.secret();
        Secret other = canary.secret();
        ProviderCredential credential = ProviderCredential.builder("bedrock")
                .secret("access_key_id", key)
                .secret("secret_access_key", other)
                .build();
        assertThat(credential.secrets().keySet()).containsExactly("access_key_id", "secret_access_key");

        credential.close();

        assertThatIllegalStateException().isThrownBy(() -> key.reveal(SecretAccess.grant()));
        assertThatIllegalStateException().isThrownBy(() -> other.reveal(SecretAccess.grant()));
    }

    @Test
    void printsARowWithoutSealedTexts() {
        assertThat(row).hasToString("StoredCredential[acme, tp_1, openai, VALID, version=4]");
        assertThat(row.secrets()).hasToString("{api_key=SealedField[FAKE...0001]}");
    }

    @Test
    void copiesEverythingOfARowToABuilder() {
        assertThat(row.toBuilder().build()).usingRecursiveComparison().isEqualTo(row);
    }

    @Test
    void namesWhatARowLacks() {
        StoredCredential.Builder builder = StoredCredential.builder("acme", "tp_1");

        assertThatNullPointerException().isThrownBy(builder::build).withMessage("provider");
        assertThatNullPointerException()
                .isThrownBy(builder.provider("openai")::build)
                .withMessage("label");
        assertThatNullPointerException()
                .isThrownBy(builder.label("main")::build)
                .withMessage("origin");
        assertThatNullPointerException()
                .isThrownBy(builder.origin("https://api.openai.com")::build)
                .withMessage("createdAt");
        assertThatNullPointerException()
                .isThrownBy(builder.createdAt(Instant.EPOCH)::build)
                .withMessage("updatedAt");
    }
}
