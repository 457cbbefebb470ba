package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.credential.Secret;
import dev.byok.event.CredentialEvent;
import dev.byok.event.CredentialEvent.Action;
import dev.byok.spi.Endpoint;
import dev.byok.spi.KeySealer;
import dev.byok.spi.SealContext;
import dev.byok.spi.StoredCredential;
import dev.byok.spi.Timeouts;
import dev.byok.testkit.MovableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectTest {

    private final Bench bench = new Bench();

    @Test
    void storesASealedRowAndShowsItMasked() {
        CredentialView view = bench.credentials.connect(CredentialInput.of("chatgpt")
                .label(" Acme\u00A0")
                .field("api_key", " " + Bench.KEY + "\n")
                .field("organization", "org-1"));

        assertThat(view.id()).matches("tp_[0-9a-z]{26}");
        assertThat(view.provider()).isEqualTo("openai");
        assertThat(view.label()).isEqualTo("Acme");
        assertThat(view.masks()).containsExactly(Map.entry("api_key", "sk-F\u00B7\u00B7\u00B7one1"));
        assertThat(view.mask()).isEqualTo("sk-F\u00B7\u00B7\u00B7one1");
        assertThat(view.fields()).containsExactly(Map.entry("organization", "org-1"));
        assertThat(view.status()).isEqualTo(CredentialStatus.UNTESTED);
        assertThat(view.statusReason()).isEmpty();
        assertThat(view.testedAt()).isEmpty();
        assertThat(view.connected()).isTrue();
        assertThat(view.enabled()).isTrue();
        assertThat(view.isDefault()).isTrue();
        assertThat(view.createdAt()).isEqualTo(MovableClock.START);
        assertThat(view.updatedAt()).isEqualTo(MovableClock.START);

        StoredCredential row = bench.row(view.id());
        assertThat(row.origin()).isEqualTo("https://api.openai.example");
        assertThat(row.secretVersion()).isEqualTo(1);
        assertThat(row.version()).isEqualTo(1);
        assertThat(row.secrets().get("api_key").sealed()).doesNotContain("FAKE");
        assertThat(bench.opened(view.id(), "api_key")).isEqualTo(Bench.KEY);
        assertThat(bench.events)
                .containsExactly(new CredentialEvent(
                        Bench.TENANT, view.id(), "openai", Action.CONNECTED, CredentialStatus.UNTESTED));
        assertThat(bench.credentials.list()).containsExactly(view);
        assertThat(bench.credentials.get(view.id())).isEqualTo(view);
    }

    @Test
    void namesTheFirstRowAfterItsProvider() {
        assertThat(bench.credentials.connect(Bench.openAi(Bench.KEY)).label()).isEqualTo("OpenAI");
    }

    @Test
    void replacesTheRowOfTheSameLabel() {
        CredentialView first =
                bench.credentials.connect(Bench.openAi(Bench.KEY).label("Acme").field("organization", "org-1"));
        bench.credentials.test(first.id());
        bench.clock.move(Duration.ofDays(1));

        CredentialView second =
                bench.credentials.connect(Bench.openAi(Bench.OTHER_KEY).label("Acme"));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.masks()).containsEntry("api_key", "sk-F\u00B7\u00B7\u00B7two2");
        assertThat(second.fields()).isEmpty();
        assertThat(second.status()).isEqualTo(CredentialStatus.UNTESTED);
        assertThat(second.testedAt()).isEmpty();
        assertThat(second.createdAt()).isEqualTo(MovableClock.START);
        assertThat(second.updatedAt()).isEqualTo(MovableClock.START.plus(Duration.ofDays(1)));
        assertThat(bench.row(first.id()).secretVersion()).isEqualTo(2);
        assertThat(bench.opened(first.id(), "api_key")).isEqualTo(Bench.OTHER_KEY);
        assertThat(bench.credentials.list()).hasSize(1);
    }

    @Test
    void replacesTheOldestConnectedRowWhenNoLabelIsGiven() {
        CredentialView gone = bench.credentials.connect(Bench.openAi(Bench.KEY).label("gone"));
        bench.clock.move(Duration.ofSeconds(1));
        CredentialView oldest =
                bench.credentials.connect(Bench.openAi(Bench.KEY).label("oldest"));
        bench.clock.move(Duration.ofSeconds(1));
        bench.credentials.connect(Bench.openAi(Bench.KEY).label("newest"));
        bench.credentials.disconnect(gone.id());

        CredentialView view = bench.credentials.connect(Bench.openAi(Bench.OTHER_KEY));

        assertThat(view.id()).isEqualTo(oldest.id());
        assertThat(view.label()).isEqualTo("oldest");
        assertThat(bench.credentials.list()).hasSize(2);
    }

    @Test
    void addsARowForAnotherLabelOrProvider() {
        bench.credentials.connect(Bench.openAi(Bench.KEY).label("one"));
        bench.credentials.connect(Bench.openAi(Bench.KEY).label("two"));
        bench.credentials.connect(
                Bench.bedrock("FAKE-access-1", "FAKE-secret-1").label("one"));

        assertThat(bench.credentials.list())
                .extracting(CredentialView::label)
                .containsExactlyInAnyOrder("one", "two", "one");
    }

    @Test
    void bringsADisconnectedRowBack() {
        CredentialView first = bench.credentials.connect(Bench.openAi(Bench.KEY).label("Acme"));
        bench.credentials.disable(first.id());
        bench.credentials.disconnect(first.id());

        CredentialView second =
                bench.credentials.connect(Bench.openAi(Bench.OTHER_KEY).label("Acme"));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.connected()).isTrue();
        assertThat(second.enabled()).isTrue();
        assertThat(bench.row(first.id()).secretVersion()).isEqualTo(2);
        assertThat(bench.opened(first.id(), "api_key")).isEqualTo(Bench.OTHER_KEY);
    }

    @Test
    void bringsTheRowNamedAfterItsProviderBackWhenNoLabelIsGiven() {
        CredentialView first = bench.credentials.connect(Bench.openAi(Bench.KEY));
        bench.credentials.disconnect(first.id());

        assertThat(bench.credentials.connect(Bench.openAi(Bench.OTHER_KEY)).id())
                .isEqualTo(first.id());
    }

    @Test
    void forgetsSecretsThatTheNewInputDoesNotHave() {
        String id = bench.credentials
                .connect(Bench.bedrock("FAKE-access-1", "FAKE-secret-1").field("session_token", "FAKE-token-1"))
                .id();

        CredentialView view = bench.credentials.connect(Bench.bedrock("FAKE-access-2", "FAKE-secret-2"));

        assertThat(view.id()).isEqualTo(id);
        assertThat(view.masks()).containsOnlyKeys("access_key_id", "secret_access_key");
    }

    @Test
    void refusesAMaskThatIsTypedBack() {
        CredentialView view = bench.credentials.connect(Bench.openAi(Bench.KEY));

        ByokException failure =
                Bench.failure(ErrorCode.INVALID_FIELDS, () -> bench.credentials.connect(Bench.openAi(view.mask())));

        assertThat(failure).hasMessageContaining("mask").message().doesNotContain(view.mask());
        assertThat(bench.opened(view.id(), "api_key")).isEqualTo(Bench.KEY);
    }

    @Test
    void sealsForTheOriginOfACustomBaseUrl() {
        CredentialView view =
                bench.credentials.connect(Bench.openAi(Bench.KEY).field("base_url", "https://llm.example/v1"));

        assertThat(bench.row(view.id()).origin()).isEqualTo("https://llm.example");
    }

    @Test
    void storesACustomEndpointWithAndWithoutItsToken() {
        CredentialView without = bench.credentials.connect(CredentialInput.of("custom-llm"));
        assertThat(without.mask()).isNull();

        CredentialView with =
                bench.credentials.connect(CredentialInput.of("custom-llm").field("api_key", "x"));
        assertThat(with.mask()).isEqualTo("\u00B7\u00B7\u00B7");
        assertThat(bench.row(with.id()).origin()).isEqualTo(Endpoint.PER_CALL);
        assertThat(bench.opened(with.id(), "api_key")).isEqualTo("x");
    }

    @Test
    void keepsTenantsApart() {
        CredentialView ours = bench.credentials.connect(Bench.openAi(Bench.KEY));
        CredentialView theirs = bench.of("other").connect(Bench.openAi(Bench.OTHER_KEY));

        assertThat(bench.credentials.list()).containsExactly(ours);
        assertThat(bench.of("other").list()).containsExactly(theirs);
        Bench.failure(ErrorCode.NOT_FOUND, () -> bench.of("other").get(ours.id()));
        Bench.failure(ErrorCode.NOT_FOUND, () -> bench.of("other").purge(ours.id()));
        Bench.failure(ErrorCode.NOT_FOUND, () -> bench.of("other").rotate(ours.id(), Map.of("api_key", Bench.KEY)));
        assertThat(bench.store.findSalt("other")).isNotEqualTo(bench.store.findSalt(Bench.TENANT));
    }

    @Test
    void refusesAnUnknownProvider() {
        Bench.failure(
                ErrorCode.UNSUPPORTED_PROVIDER,
                () -> bench.credentials.connect(CredentialInput.of("nobody").field("x", "y")));
        Bench.failure(ErrorCode.UNSUPPORTED_PROVIDER, () -> bench.credentials.validate(CredentialInput.of("nobody")));
        Bench.failure(ErrorCode.UNSUPPORTED_PROVIDER, () -> bench.credentials.fields("nobody"));
    }

    @Test
    void tellsTheFieldsOfEveryProvider() {
        assertThat(bench.credentials.fields()).hasSize(4).contains(bench.openAi.info());
        assertThat(bench.credentials.fields("chatgpt")).isSameAs(bench.openAi.info());
    }

    @Test
    void wipesTheCleanedKeysButNotTheCallersInput() {
        CredentialInput input = Bench.openAi(Bench.KEY);

        bench.credentials.validate(input);
        bench.credentials.connect(input);

        assertThat(Bench.text(input.value("api_key").orElseThrow())).isEqualTo(Bench.KEY);
    }

    @Test
    void namesOnlyTheClassOfAForeignFailure() {
        ProviderCatalog catalog = new ProviderCatalog(List.of(bench.openAi));
        CredentialService broken = new CredentialService(
                catalog,
                bench.store,
                new BrokenSealer(),
                bench.vault,
                bench.clock,
                new SecureRandom(),
                bench.events::add,
                Timeouts.DEFAULT,
                bench.gate,
                bench.listed);

        ByokException failure = Bench.failure(
                ErrorCode.CONFIGURATION,
                () -> new TenantCredentials(Bench.TENANT, broken).connect(Bench.openAi(Bench.KEY)));

        assertThat(failure.summary()).isEqualTo("The key sealer failed with java.lang.IllegalStateException");
        assertThat(failure).message().doesNotContain("FAKE");
        assertThat(failure.getStackTrace()[0].getClassName()).endsWith("BrokenSealer");
        assertThat(bench.store.writes).hasValue(0);
        assertThat(bench.events).isEmpty();
    }

    private static final class BrokenSealer implements KeySealer {
        @Override
        public String seal(SealContext context, Secret secret) {
            throw new IllegalStateException("could not seal " + Bench.text(secret));
        }

        @Override
        public Secret open(SealContext context, String sealed) {
            throw new IllegalStateException("could not open " + sealed);
        }
    }
}
