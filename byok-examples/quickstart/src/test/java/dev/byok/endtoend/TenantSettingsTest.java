package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatResponse;
import dev.byok.credential.CredentialView;
import dev.byok.credential.Secret;
import dev.byok.routing.Attempt;
import dev.byok.routing.ConversationPlan;
import dev.byok.routing.FallbackChain;
import dev.byok.routing.KeyMode;
import dev.byok.routing.LegVerdict;
import dev.byok.routing.ModelChoice;
import dev.byok.routing.Strategy;
import dev.byok.routing.TenantSettings;
import dev.byok.spi.ProviderCredential;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant sets, from the settings to the wire. */
class TenantSettingsTest {

    private final Canary first = Canary.make();
    private final Canary second = Canary.make("gsk_");
    private StubVendor openAi;
    private StubVendor groq;
    private Library library;
    private Tenant acme;

    @BeforeEach
    void start() throws Exception {
        openAi = new StubVendor();
        groq = new StubVendor();
        library = new Library(openAi, groq);
        acme = library.tenant("acme");
    }

    @AfterEach
    void close() {
        library.close();
        openAi.close();
        groq.close();
    }

    @Test
    void theTenantsChainFollowsWhatTheCallNames() {
        connectBoth();
        acme.settings()
                .update(settings -> settings.toBuilder()
                        .fallbackChain(FallbackChain.DEFAULT, FallbackChain.of("groq/llama-3.3-70b-versatile"))
                        .build());
        openAi.answering(request -> Answers.overloaded());

        ChatResponse answer = acme.chat().model("openai/gpt-4o").user("Hi").send();

        assertThat(answer.receipt().attempts()).extracting(Attempt::provider).containsExactly("openai", "groq");
        assertThat(openAi.keysSeen()).containsExactly(first.value());
        assertThat(groq.keysSeen()).containsExactly(second.value());
    }

    @Test
    void anIntentGetsTheModelThatTheTenantSetForIt() {
        connectBoth();
        acme.settings().replace(TenantSettings.fromJson("""
                        {"strategy": "hybrid", "defaultModel": "groq/llama-3.3-70b-versatile",
                         "premiumModel": "openai/gpt-4o", "premiumIntents": ["mock_interview"]}
                        """));

        acme.chat().intent("mock_interview").user("Hi").send();
        acme.chat().intent("general_chat").user("Hi").send();

        assertThat(openAi.requests()).hasSize(1);
        assertThat(groq.requests()).hasSize(1);
    }

    @Test
    void aBareModelIdFindsItsProvider() {
        connectBoth();

        ChatResponse answer = acme.chat().model("gpt-4o").user("Hi").send();

        assertThat(answer.receipt().served().orElseThrow().provider()).isEqualTo("openai");
    }

    @Test
    void aKeyThatComesWithTheCallReachesTheVendorAndIsStoredNowhere() {
        Canary passed = Canary.make().onlyFor(openAi.host());
        try (ProviderCredential key = ProviderCredential.builder("openai")
                .fields(Map.of("base_url", openAi.baseUrl()))
                .secret("api_key", Secret.of(passed.value()))
                .build()) {
            acme.chat().with(key).model("openai/gpt-4o").user("Hi").send();
            acme.chat().with(key).model("openai/gpt-4o").user("Hi").send();
        }

        assertThat(openAi.keysSeen()).containsExactly(passed.value(), passed.value());
        assertThat(acme.credentials().list()).isEmpty();
        Failures.expect(
                ErrorCode.NO_API_KEY,
                () -> acme.chat().model("openai/gpt-4o").user("Hi").send());
    }

    @Test
    void aNamedCredentialIsTheOnlyOne() {
        CredentialView row = Library.connect(acme, "openai", first, openAi);
        Library.connect(acme, "groq", second, groq);
        acme.settings()
                .update(settings -> settings.toBuilder()
                        .fallbackChain(FallbackChain.DEFAULT, FallbackChain.of("groq/llama-3.3-70b-versatile"))
                        .build());
        openAi.answering(request -> Answers.overloaded());

        Failures.expect(
                ErrorCode.PROVIDER_UNAVAILABLE,
                () -> acme.chat().credential(row.id()).user("Hi").send());

        assertThat(groq.requests()).isEmpty();
    }

    @Test
    void storedKeysLieDormantInManagedModeAndComeBackWithIt() {
        connectBoth();
        setMode(KeyMode.MANAGED);
        Failures.expect(
                ErrorCode.NO_API_KEY,
                () -> acme.chat().model("openai/gpt-4o").user("Hi").send());
        Failures.expect(ErrorCode.NO_API_KEY, () -> acme.withCredential("openai", ProviderCredential::provider));

        setMode(KeyMode.BYOK);
        acme.chat().model("openai/gpt-4o").user("Hi").send();

        assertThat(openAi.keysSeen()).containsExactly(first.value());
    }

    @Test
    void aProviderThatIsSwitchedOffIsNotCalled() {
        connectBoth();
        acme.settings()
                .update(settings -> settings.toBuilder()
                        .enabledProviders(Optional.of(Set.of("groq")))
                        .models(ModelChoice.of(Strategy.ALL_MINI).withDefaultModel("openai/gpt-4o"))
                        .build());

        Failures.expect(
                ErrorCode.PROVIDER_DISABLED, () -> acme.chat().user("Hi").send());
        Failures.expect(ErrorCode.PROVIDER_DISABLED, () -> acme.models("openai"));

        assertThat(openAi.requests()).isEmpty();
    }

    @Test
    void aPreflightSendsNothing() {
        connectBoth();

        LegVerdict verdict = acme.preflight(
                        ConversationPlan.builder().llm("openai/gpt-4o").build())
                .get(0);

        assertThat(verdict.isReady()).as(verdict.problems().toString()).isTrue();
        assertThat(openAi.requests()).isEmpty();
    }

    private void setMode(KeyMode mode) {
        acme.settings().update(settings -> settings.toBuilder().mode(mode).build());
    }

    private void connectBoth() {
        Library.connect(acme, "openai", first, openAi);
        Library.connect(acme, "groq", second, groq);
    }
}
