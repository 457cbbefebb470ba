package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatResponse;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.credential.EndToEndDraft;
import dev.byok.credential.Secret;
import dev.byok.crypto.EndToEndKey;
import dev.byok.crypto.EndToEndSealer;
import dev.byok.crypto.RecoveryPhrase;
import dev.byok.routing.Attempt;
import dev.byok.routing.KeySource;
import dev.byok.routing.PlatformFallback;
import dev.byok.routing.RetryPolicy;
import dev.byok.speech.AudioFormat;
import dev.byok.spi.PlatformKeys;
import dev.byok.spi.ProviderCredential;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import dev.byok.transcription.AudioFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key that only its customer can open, from the device that seals it to the request that carries it. */
class EndToEndKeysTest {

    private final Canary own = Canary.make();
    private final Canary jobs = Canary.make();
    private final EndToEndKey key = EndToEndKey.of(RecoveryPhrase.generate());
    private StubVendor vendor;
    private Library library;
    private Tenant acme;

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor();
        library = new Library(vendor);
        acme = library.tenant("acme");
    }

    @AfterEach
    void close() {
        key.close();
        library.close();
        vendor.close();
    }

    @Test
    void servesACallThatBringsTheKeyAlong() {
        CredentialView view = connect(acme);

        ChatResponse answer =
                acme.unlock(key).chat().model("openai/gpt-4o").user("Hi").send();

        assertThat(answer.receipt().attempts())
                .extracting(Attempt::source, Attempt::credentialId, Attempt::error)
                .containsExactly(tuple(KeySource.OWN_KEY, view.id(), null));
        assertThat(vendor.keysSeen()).containsExactly(own.value());
    }

    @Test
    void staysLockedForEveryOtherCall() {
        connect(acme);
        acme.unlock(key);

        ByokException refused = Failures.expect(
                ErrorCode.E2E_LOCKED,
                () -> acme.chat().model("openai/gpt-4o").user("Hi").send());
        try (EndToEndKey other = EndToEndKey.of(RecoveryPhrase.generate())) {
            Failures.expect(
                    ErrorCode.E2E_LOCKED,
                    () -> acme.unlock(other)
                            .chat()
                            .model("openai/gpt-4o")
                            .user("Hi")
                            .send());
        }

        assertThat(refused.hint().orElseThrow()).contains("tenant.unlock");
        assertThat(vendor.requests()).isEmpty();
        assertThat(acme.credentials().list().get(0).status()).isEqualTo(CredentialStatus.UNTESTED);
    }

    @Test
    void testsModelsAndLendsWithTheKeyOnly() {
        CredentialView view = connect(acme);
        vendor.answering(request -> Answers.json(200, "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o\"}]}"));
        Tenant unlocked = acme.unlock(key);

        Failures.expect(ErrorCode.E2E_LOCKED, () -> acme.credentials().test(view.id()));
        Failures.expect(ErrorCode.E2E_LOCKED, () -> acme.models("openai"));
        Failures.expect(ErrorCode.E2E_LOCKED, () -> acme.withCredential("openai", ProviderCredential::id));
        assertThat(vendor.requests()).isEmpty();

        assertThat(unlocked.credentials().test(view.id()).isValid()).isTrue();
        assertThat(unlocked.models("openai")).hasSize(1);
        boolean empty = unlocked.withCredential(
                "openai", lent -> lent.secret("api_key").orElseThrow().isEmpty());
        assertThat(empty).isFalse();
        assertThat(acme.credentials().get(view.id()).status()).isEqualTo(CredentialStatus.VALID);
    }

    @Test
    void aLockedKeyLeadsToTheNextRoute() {
        connect(acme);
        Library.connect(acme, "groq", jobs, vendor);

        ChatResponse answer = acme.chat()
                .model("openai/gpt-4o")
                .fallback("groq/llama-3.3-70b-versatile")
                .user("Hi")
                .send();

        assertThat(answer.receipt().attempts())
                .extracting(Attempt::provider, Attempt::error)
                .containsExactly(tuple("openai", ErrorCode.E2E_LOCKED), tuple("groq", null));
        assertThat(vendor.keysSeen()).containsExactly(jobs.value());
    }

    @Test
    void inTheBackgroundTheServerAccessibleConfigurationServes() {
        connect(acme);
        acme.credentials()
                .connect(CredentialInput.of("openai")
                        .label("jobs")
                        .field("api_key", jobs.onlyFor(vendor.host()).value())
                        .field("base_url", vendor.baseUrl()));

        acme.unlock(key).chat().model("openai/gpt-4o").background().user("Hi").send();
        acme.chat().background().user("Hi").send();

        assertThat(vendor.keysSeen()).containsExactly(jobs.value(), jobs.value());
    }

    @Test
    void inTheBackgroundNothingLeftIsLocked() {
        connect(acme);

        for (String model : new String[] {"openai/gpt-4o", "openai@OpenAI/gpt-4o"}) {
            ByokException refused = Failures.expect(
                    ErrorCode.E2E_LOCKED,
                    () -> acme.unlock(key)
                            .chat()
                            .model(model)
                            .background()
                            .user("Hi")
                            .send());
            assertThat(refused.hint().orElseThrow()).contains("server-accessible configuration");
        }
        Failures.expect(
                ErrorCode.E2E_LOCKED,
                () -> acme.unlock(key).chat().background().user("Hi").send());
        String id = acme.credentials().list().get(0).id();
        Failures.expect(
                ErrorCode.E2E_LOCKED,
                () -> acme.unlock(key)
                        .chat()
                        .credential(id)
                        .background()
                        .user("Hi")
                        .send());
        Failures.expect(
                ErrorCode.NO_API_KEY,
                () -> acme.chat()
                        .model("groq/some-model")
                        .background()
                        .user("Hi")
                        .send());
        assertThat(vendor.requests()).isEmpty();
    }

    @Test
    void noKindOfCallOpensItInTheBackground() {
        connect(acme);
        Tenant unlocked = acme.unlock(key);
        AudioFile audio = AudioFile.of(new byte[] {1, 2}, "call.mp3", "audio/mpeg");

        List<ThrowingCallable> calls = List.of(
                () -> unlocked.speech()
                        .model("openai/tts-1")
                        .voice("alloy")
                        .text("Hi")
                        .background()
                        .send(),
                () -> unlocked.conversation()
                        .turn("openai/tts-1", "alloy", "Hi")
                        .background()
                        .send(),
                () -> unlocked.transcription()
                        .model("openai/whisper-1")
                        .audio(audio)
                        .background()
                        .send(),
                () -> unlocked.liveTranscription()
                        .model("openai/gpt-4o-transcribe")
                        .format(AudioFormat.PCM_24000)
                        .background()
                        .open(event -> {}),
                () -> unlocked.messages()
                        .provider("openai")
                        .to("42")
                        .text("Hi")
                        .background()
                        .send());

        for (ThrowingCallable call : calls) {
            Failures.expect(ErrorCode.E2E_LOCKED, call);
        }
        assertThat(vendor.requests()).isEmpty();
    }

    @Test
    void nobodyElsePaysForALockedKeyUnlessThePolicySaysSo() {
        for (PlatformFallback policy : PlatformFallback.values()) {
            try (PlatformKeys ours = PlatformKeys.builder()
                            .credential(ProviderCredential.builder("openai")
                                    .fields(Map.of("base_url", vendor.baseUrl()))
                                    .secret(
                                            "api_key",
                                            Secret.of(
                                                    jobs.onlyFor(vendor.host()).value()))
                                    .build())
                            .build();
                    Library with = new Library(
                            builder -> builder.retries(RetryPolicy.NONE)
                                    .platformCredentials(ours)
                                    .platformFallback(policy),
                            vendor)) {
                Tenant tenant = with.tenant("acme");
                connect(tenant);
                if (policy == PlatformFallback.ALWAYS) {
                    ChatResponse answer = tenant.chat()
                            .model("openai/gpt-4o")
                            .background()
                            .user("Hi")
                            .send();
                    assertThat(answer.receipt().served().orElseThrow().source()).isEqualTo(KeySource.PLATFORM);
                } else {
                    Failures.expect(
                            ErrorCode.E2E_LOCKED,
                            () -> tenant.chat()
                                    .model("openai/gpt-4o")
                                    .background()
                                    .user("Hi")
                                    .send());
                }
            }
        }
        assertThat(vendor.keysSeen()).containsExactly(jobs.value());
    }

    @Test
    void aChangeOfPhraseKeepsTheKey() {
        CredentialView view = connect(acme);
        EndToEndDraft draft = acme.credentials().draft(view.id());
        try (EndToEndKey next = EndToEndKey.of(RecoveryPhrase.generate())) {
            acme.credentials()
                    .rotate(new EndToEndSealer(next)
                            .seal(draft, Map.of("api_key", own.value()))
                            .currentProof(key.proof("acme")));

            acme.unlock(next).chat().model("openai/gpt-4o").user("Hi").send();
            Failures.expect(
                    ErrorCode.E2E_LOCKED,
                    () -> acme.unlock(key)
                            .chat()
                            .model("openai/gpt-4o")
                            .user("Hi")
                            .send());
            acme.credentials().purge(view.id(), next.proof("acme"));
        }

        assertThat(vendor.keysSeen()).containsExactly(own.value());
        assertThat(acme.credentials().list()).isEmpty();
    }

    private CredentialView connect(Tenant tenant) {
        EndToEndDraft draft = tenant.credentials()
                .draft(CredentialInput.of("openai").field("base_url", vendor.baseUrl()), Set.of("api_key"));
        // on the customer's device
        var sealed = new EndToEndSealer(key)
                .seal(draft, Map.of("api_key", own.onlyFor(vendor.host()).value()));
        // and back on the server
        return tenant.credentials().connect(sealed.field("base_url", vendor.baseUrl()));
    }
}
