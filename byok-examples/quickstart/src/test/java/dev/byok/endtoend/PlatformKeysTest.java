package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatResponse;
import dev.byok.credential.Secret;
import dev.byok.routing.Attempt;
import dev.byok.routing.KeySource;
import dev.byok.routing.PlatformFallback;
import dev.byok.routing.RetryPolicy;
import dev.byok.spi.PlatformKeys;
import dev.byok.spi.ProviderCredential;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose key serves a call when the application has keys of its own, and where those never go. */
class PlatformKeysTest {

    private final Canary own = Canary.make();
    private final Canary ours = Canary.make();
    private StubVendor tenants;
    private StubVendor platform;
    private PlatformKeys keys;
    private Library library;

    @BeforeEach
    void start() throws Exception {
        tenants = new StubVendor();
        platform = new StubVendor();
        String key = ours.onlyFor(platform.host()).value();
        keys = PlatformKeys.builder()
                .credential(ProviderCredential.builder("openai")
                        .fields(Map.of("base_url", platform.baseUrl()))
                        .secret("api_key", Secret.of(key))
                        .build())
                .credential(ProviderCredential.builder("custom-llm")
                        .secret("api_key", Secret.of(key))
                        .build())
                .build();
    }

    @AfterEach
    void close() {
        library.close();
        keys.close();
        tenants.close();
        platform.close();
    }

    @Test
    void aMissingKeyIsReplacedAndTheReceiptSaysSo() {
        Tenant acme = tenant(PlatformFallback.WHEN_MISSING);

        ChatResponse first = acme.chat().model("openai/gpt-4o").user("Hi").send();
        acme.chat().model("openai/gpt-4o").user("Hi again").send();

        assertThat(first.receipt().attempts())
                .extracting(Attempt::source, Attempt::credentialId, Attempt::error)
                .containsExactly(tuple(KeySource.PLATFORM, null, null));
        assertThat(platform.keysSeen()).containsExactly(ours.value(), ours.value());
    }

    @Test
    void withoutAModelAProviderThatTheApplicationHasAKeyForAnswers() {
        ChatResponse answer =
                tenant(PlatformFallback.WHEN_MISSING).chat().user("Hi").send();

        assertThat(answer.receipt().served().orElseThrow().provider()).isEqualTo("openai");
    }

    @Test
    void aRefusedKeyIsNotReplacedUnlessThePolicySaysSo() {
        Tenant acme = tenant(PlatformFallback.WHEN_MISSING);
        Library.connect(acme, "openai", own, tenants);
        tenants.answering(request -> Answers.wrongKey("nothing"));

        Failures.expect(
                ErrorCode.AUTH_FAILED,
                () -> acme.chat().model("openai/gpt-4o").user("Hi").send());

        assertThat(platform.requests()).isEmpty();
    }

    @Test
    void afterTheTenantsOwnRoutesOursFollowWhereThePolicySaysSo() {
        Tenant acme = tenant(PlatformFallback.ALWAYS);
        String row = Library.connect(acme, "openai", own, tenants).id();
        tenants.answering(request -> Answers.wrongKey("nothing"));

        ChatResponse answer = acme.chat().model("openai/gpt-4o").user("Hi").send();

        assertThat(answer.receipt().attempts())
                .extracting(Attempt::source, Attempt::credentialId, Attempt::error)
                .containsExactly(
                        tuple(KeySource.OWN_KEY, row, ErrorCode.AUTH_FAILED), tuple(KeySource.PLATFORM, null, null));
        // the tenant's key went to the tenant's endpoint and ours to ours
        assertThat(tenants.keysSeen()).containsExactly(own.value());
        assertThat(platform.keysSeen()).containsExactly(ours.value());
    }

    @Test
    void neverMeansNever() {
        Tenant acme = tenant(PlatformFallback.NEVER);

        Failures.expect(
                ErrorCode.NO_API_KEY,
                () -> acme.chat().model("openai/gpt-4o").user("Hi").send());

        assertThat(platform.requests()).isEmpty();
    }

    @Test
    void ourKeyIsNotSentToAnEndpointThatTheCallNames() {
        Tenant acme = tenant(PlatformFallback.ALWAYS);

        Failures.expect(
                ErrorCode.NO_API_KEY,
                () -> acme.chat()
                        .model("custom-llm/some-model")
                        .endpoint(tenants.baseUrl() + "/chat/completions")
                        .user("Hi")
                        .send());

        assertThat(tenants.requests()).isEmpty();
    }

    @Test
    void whoNamesAConfigurationGetsThatOneOrNone() {
        Tenant acme = tenant(PlatformFallback.WHEN_MISSING);

        Failures.expect(
                ErrorCode.NO_API_KEY,
                () -> acme.chat().model("openai@Own/gpt-4o").user("Hi").send());
    }

    @Test
    void ourRefusedKeyChangesNoRowOfATenant() {
        Tenant acme = tenant(PlatformFallback.ALWAYS);
        Library.connect(acme, "openai", own, tenants);
        tenants.answering(request -> Answers.overloaded());
        platform.answering(request -> Answers.wrongKey("nothing"));

        ByokException failure = Failures.expect(
                ErrorCode.AUTH_FAILED,
                () -> acme.chat().model("openai/gpt-4o").user("Hi").send());

        assertThat(failure.credentialId()).isEmpty();
        assertThat(acme.credentials().list().get(0).statusReason()).isEmpty();
    }

    private Tenant tenant(PlatformFallback policy) {
        library = new Library(
                builder -> builder.retries(RetryPolicy.NONE)
                        .platformCredentials(keys)
                        .platformFallback(policy),
                tenants,
                platform);
        return library.tenant("acme");
    }
}
