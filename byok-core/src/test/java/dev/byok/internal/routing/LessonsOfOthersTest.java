package dev.byok.internal.routing;

import static dev.byok.internal.routing.PlanBench.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatResponse;
import dev.byok.credential.CredentialStatus;
import dev.byok.internal.credential.KeyAccess;
import dev.byok.model.ModelRef;
import dev.byok.routing.Attempt;
import dev.byok.routing.ChainStep;
import dev.byok.routing.FallbackChain;
import dev.byok.routing.KeySource;
import dev.byok.routing.PlatformFallback;
import dev.byok.spi.Capability;
import dev.byok.spi.StoredCredential;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What broke in other people's gateways, as far as it is about which key serves. The numbers are of public reports. */
class LessonsOfOthersTest {

    private final LoopBench bench = new LoopBench();

    /** T01: a call without a key was served with the key that another client's call had brought. */
    @Test
    void aKeyThatCameWithACallServesNoOtherCall() {
        bench.serving(bench.plans.openAi);

        bench.send(ask("openai/gpt-4o").access(KeyAccess.STORED.passing(PlanBench.passed("openai"))));
        ByokException next = failure(ask("openai/gpt-4o"));

        assertThat(next.code()).isEqualTo(ErrorCode.NO_API_KEY);
        assertThat(bench.sent).containsExactly("openai FAKE-passed");
    }

    /** T02: the key of the primary was sent to the fallback's vendor. */
    @Test
    void everyHopHasItsOwnKey() {
        bench.plans.key("tp_1", "anthropic");
        bench.answering(bench.plans.openAi, key -> refused(ErrorCode.PROVIDER_UNAVAILABLE))
                .serving(bench.plans.anthropic);

        bench.send(ask("openai/gpt-4o")
                .access(KeyAccess.STORED.passing(PlanBench.passed("openai")))
                .fallbacks(List.of(ChainStep.of("anthropic/x"))));

        assertThat(bench.sent).endsWith("anthropic FAKE-tp_1").doesNotContain("anthropic FAKE-passed");
    }

    /** T03, T05: a key for each request, without anything being built anew, and it reaches the vendor. */
    @Test
    void oneCallHasOneKey() {
        bench.plans.key("tp_1", "openai").key("tp_2", "openai", row -> row.label("Other"));
        bench.serving(bench.plans.openAi);

        bench.send(ask("openai/gpt-4o"));
        bench.send(ask("openai@Other/gpt-4o"));
        bench.send(ask("openai/gpt-4o").access(KeyAccess.STORED.passing(PlanBench.passed("openai"))));
        bench.send(ask("openai/gpt-4o"));

        assertThat(bench.sent)
                .containsExactly("openai FAKE-tp_1", "openai FAKE-tp_2", "openai FAKE-passed", "openai FAKE-tp_1");
    }

    /** T07: keys worked for chats and for nothing else. */
    @Test
    void everyCapabilityFindsItsKeyTheSameWay() {
        bench.plans.key("tp_1", "openai").key("tp_2", "openai", row -> row.preference(1));
        for (Capability<?> capability : List.of(
                Capability.CHAT,
                Capability.SPEECH,
                Capability.TRANSCRIPTION,
                Capability.LIVE_TRANSCRIPTION,
                Capability.MESSAGES,
                Capability.MODELS,
                Capability.VOICES)) {
            RouteRequest.Builder asked =
                    RouteRequest.builder(PlanBench.TENANT, capability).model(ModelRef.parse("openai/some-model"));

            assertThat(bench.plans.plan(asked)).containsExactly("openai/some-model by tp_2");
        }
    }

    /** T08: an order of fallbacks for each tenant took an object for each tenant. */
    @Test
    void theOrderIsDataOfTheTenant() {
        bench.plans.key("tp_1", "openai").key("tp_2", "groq");
        FallbackChain one = FallbackChain.of("openai/a", "groq/b");
        FallbackChain other = FallbackChain.of("groq/b", "openai/a");

        bench.plans.settings(settings -> settings.fallbackChain("default", one));
        assertThat(bench.plans.plan(ask())).containsExactly("openai/a by tp_1", "groq/b by tp_2");
        bench.plans.settings(settings -> settings.fallbackChain("default", other));
        assertThat(bench.plans.plan(ask())).containsExactly("groq/b by tp_2", "openai/a by tp_1");
    }

    /** T09, T48: what may follow a missing, a refused and a used-up key are three questions with one answer each. */
    @ParameterizedTest
    @CsvSource({
        "NEVER, missing, NO_API_KEY",
        "NEVER, AUTH_FAILED, AUTH_FAILED",
        "NEVER, QUOTA_EXCEEDED, QUOTA_EXCEEDED",
        "WHEN_MISSING, missing, ours",
        "WHEN_MISSING, AUTH_FAILED, AUTH_FAILED",
        "WHEN_MISSING, QUOTA_EXCEEDED, QUOTA_EXCEEDED",
        "WHEN_MISSING, RATE_LIMITED, RATE_LIMITED",
        "ALWAYS, missing, ours",
        "ALWAYS, AUTH_FAILED, ours",
        "ALWAYS, QUOTA_EXCEEDED, ours",
        "ALWAYS, RATE_LIMITED, ours"
    })
    void thePolicyDecidesWhoPays(PlatformFallback policy, String key, String outcome) {
        bench.plans.ours("openai").policy(policy);
        if (!key.equals("missing")) {
            bench.plans.key("tp_1", "openai");
        }
        bench.answering(
                bench.plans.openAi,
                secret -> secret.equals("FAKE-tp_1") ? refused(ErrorCode.valueOf(key)) : Optional.empty());

        if (outcome.equals("ours")) {
            Attempt served = bench.send(ask("openai/gpt-4o")).receipt().served().orElseThrow();
            assertThat(served.source()).isEqualTo(KeySource.PLATFORM);
        } else {
            assertThat(failure(ask("openai/gpt-4o")).code().name()).isEqualTo(outcome);
            assertThat(bench.sent).doesNotContain("openai FAKE-ours-openai");
        }
    }

    /** T20, T22: a rotated or deleted key went on to serve. */
    @Test
    void aKeyThatIsGoneServesNoCall() {
        bench.plans.key("tp_1", "openai").key("tp_2", "openai");
        bench.serving(bench.plans.openAi);
        bench.send(ask("openai/gpt-4o"));

        bench.plans.store.delete(PlanBench.TENANT, "tp_1");
        bench.send(ask("openai/gpt-4o"));
        bench.plans.store.delete(PlanBench.TENANT, "tp_2");

        assertThat(failure(ask("openai/gpt-4o")).code()).isEqualTo(ErrorCode.NO_API_KEY);
        assertThat(bench.sent).containsExactly("openai FAKE-tp_1", "openai FAKE-tp_2");
    }

    /** T42, T43: limits and refusals did not lead to the fallback, nor did failures without a status. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "RATE_LIMITED",
                "PERMISSION_DENIED",
                "AUTH_FAILED",
                "QUOTA_EXCEEDED",
                "ENDPOINT_UNREACHABLE",
                "TIMEOUT"
            })
    void theNextRouteRescuesTheCall(ErrorCode code) {
        bench.plans.key("tp_1", "openai").key("tp_2", "anthropic");
        bench.answering(bench.plans.openAi, key -> refused(code)).serving(bench.plans.anthropic);

        assertThat(bench.send(ask("openai/gpt-4o").fallbacks(List.of(ChainStep.of("anthropic/x"))))
                        .receipt()
                        .fellBack())
                .isTrue();
    }

    /** T44: to fall back on every error of the 400s sends a wrong request to everybody. */
    @ParameterizedTest
    @EnumSource(names = {"INVALID_REQUEST", "CONTENT_BLOCKED"})
    void aRequestThatIsWrongEverywhereIsSentOnce(ErrorCode code) {
        bench.plans.key("tp_1", "openai").key("tp_2", "anthropic");
        bench.answering(bench.plans.openAi, key -> refused(code)).serving(bench.plans.anthropic);

        failure(ask("openai/gpt-4o").fallbacks(List.of(ChainStep.of("anthropic/x"))));

        assertThat(bench.sent).containsExactly("openai FAKE-tp_1");
    }

    /** T45, T46: fallbacks worked for chats, and not for speech nor for a transcription that was answered with HTML. */
    @Test
    void everyCapabilityHasRetriesAndFallbacks() {
        bench.plans.key("tp_1", "one").key("tp_2", "other");
        for (Capability<?> capability : List.of(
                Capability.SPEECH,
                Capability.TRANSCRIPTION,
                Capability.LIVE_TRANSCRIPTION,
                Capability.MESSAGES,
                Capability.VOICES)) {
            RouteRequest asked = RouteRequest.builder(PlanBench.TENANT, capability)
                    .model(ModelRef.parse("one/x"))
                    .fallbacks(List.of(ChainStep.of("other/y")))
                    .build();

            List<Attempt> attempts = bench.attempts(
                    capability,
                    asked,
                    route -> route.model().equals("x") ? refused(ErrorCode.BAD_RESPONSE) : Optional.empty());

            assertThat(attempts)
                    .extracting(Attempt::credentialId, Attempt::error)
                    .containsExactly(
                            tuple("tp_1", ErrorCode.BAD_RESPONSE),
                            tuple("tp_1", ErrorCode.BAD_RESPONSE),
                            tuple("tp_2", null));
        }
    }

    /** T47: the platform served for hours, and nobody saw it. */
    @Test
    void whoServedInsteadIsSeen() {
        bench.plans.key("tp_1", "openai").ours("openai").policy(PlatformFallback.ALWAYS);
        bench.answering(
                bench.plans.openAi,
                key -> key.equals("FAKE-tp_1") ? refused(ErrorCode.RATE_LIMITED) : Optional.empty());

        ChatResponse answer = bench.send(ask("openai/gpt-4o"));

        assertThat(answer.receipt().fellBack()).isTrue();
        assertThat(answer.receipt().attempts())
                .extracting(Attempt::source)
                .containsExactly(KeySource.OWN_KEY, KeySource.PLATFORM);
    }

    /** T60: only the first answer's wish was heard, and later attempts came far too soon. */
    @Test
    void everyAttemptWaitsAsLongAsItsOwnAnswerAsks() {
        bench.plans.key("tp_1", "openai");
        Iterator<Optional<ByokException>> answers = List.of(
                        limited(Duration.ofSeconds(3)), limited(Duration.ofSeconds(7)), Optional.<ByokException>empty())
                .iterator();
        bench.answering(bench.plans.openAi, key -> answers.next());

        bench.send(ask("openai/gpt-4o"));

        assertThat(bench.pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(7));
    }

    /** T66: keys of the platform were sent to a base URL that the tenant chose. */
    @Test
    void aPlatformKeyGoesToNoEndpointOfATenant() {
        bench.plans
                .key(
                        "tp_1",
                        "openai",
                        row -> row.fields(Map.of("base_url", "https://mine.example"))
                                .origin("https://mine.example"))
                .ours("openai")
                .policy(PlatformFallback.ALWAYS);

        List<Step> steps = bench.plans.steps(ask("openai/gpt-4o"));
        Route ours = ((Step.Ready) steps.get(1)).route();

        assertThat(ours.source()).isEqualTo(KeySource.PLATFORM);
        // it is opened with the application's own fields
        assertThat(bench.plans.platform().open(PlanBench.TENANT, ours).fields()).isEmpty();
        // and where the call names the endpoint there is no such route
        assertThat(bench.plans.plan(ask("openai/gpt-4o").callUrl("https://mine.example/v1/chat")))
                .containsExactly("openai/gpt-4o by tp_1");
    }

    /** T62: a refused key that works again serves again, and is shown as valid. */
    @Test
    void aRefusedKeyComesBack() {
        bench.plans.invalid("tp_1", "openai");
        bench.serving(bench.plans.openAi);

        bench.send(ask("openai/gpt-4o"));

        StoredCredential row = bench.row("tp_1");
        assertThat(row.status()).isEqualTo(CredentialStatus.VALID);
        assertThat(row.statusReason()).isEmpty();
    }

    private ByokException failure(RouteRequest.Builder asked) {
        ByokException failure = catchThrowableOfType(ByokException.class, () -> bench.send(asked));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static Optional<ByokException> limited(Duration retryAfter) {
        return Optional.of(ByokException.of(ErrorCode.RATE_LIMITED, "slow down")
                .retryAfter(retryAfter)
                .build());
    }

    private static Optional<ByokException> refused(ErrorCode code) {
        return Optional.of(ByokException.of(code, "no").build());
    }
}
