package dev.byok.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.routing.ConversationPlan;
import dev.byok.routing.FallbackChain;
import dev.byok.routing.LegVerdict;
import dev.byok.routing.RequestLimits;
import dev.byok.speech.AudioFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private final LoopBench bench = new LoopBench();

    @Test
    void aLegThatNothingSpeaksAgainstIsReady() {
        bench.plans.key("tp_1", "openai");
        bench.serving(bench.plans.openAi);

        LegVerdict verdict = llm("openai/gpt-4o");

        assertThat(verdict.isReady()).isTrue();
        assertThat(verdict.provider()).isEqualTo("openai");
        assertThat(verdict.model()).isEqualTo("gpt-4o");
        assertThat(verdict.credentialId()).isEqualTo("tp_1");
        assertThat(bench.sent).isEmpty();
    }

    @Test
    void everyLegHasAVerdict() {
        bench.plans.key("tp_1", "openai").key("tp_2", "elevenlabs");
        bench.serving(bench.plans.openAi);

        List<LegVerdict> verdicts = bench.preflight(
                ConversationPlan.builder()
                        .llm("openai/gpt-4o")
                        .transcription("deepgram/nova-3", AudioFormat.PCM_16000)
                        .speech("elevenlabs/eleven_v3", AudioFormat.PCM_24000)
                        .build(),
                RequestLimits.NONE);

        assertThat(verdicts).extracting(LegVerdict::isReady).containsExactly(true, false, false);
        assertThat(verdicts.get(1).problems())
                .extracting(LegVerdict.Problem::code)
                .containsExactly(ErrorCode.UNSUPPORTED_PROVIDER);
        // the stub has voices, and cannot speak
        assertThat(verdicts.get(2).problems())
                .extracting(LegVerdict.Problem::code)
                .containsExactly(ErrorCode.UNSUPPORTED_CAPABILITY);
    }

    @Test
    void aMissingKeyIsAProblem() {
        assertThat(problems("openai/gpt-4o")).containsExactly(ErrorCode.NO_API_KEY);
    }

    @Test
    void aProviderThatIsSwitchedOffIsAProblem() {
        bench.plans.key("tp_1", "openai").settings(settings -> settings.disabledProviders(Set.of("openai")));

        assertThat(problems("openai/gpt-4o")).containsExactly(ErrorCode.PROVIDER_DISABLED);
    }

    @Test
    void aModelThatIsNotKnownIsAProblem() {
        bench.plans.key("tp_1", "openai");
        bench.serving(bench.plans.openAi);

        assertThat(problems("openai/gpt-99")).containsExactly(ErrorCode.MODEL_NOT_FOUND);
    }

    @Test
    void whereNoModelIsKnownNoneIsAProblem() {
        bench.plans.key("tp_1", "azure-openai");
        bench.serving(bench.plans.azure);

        assertThat(problems("azure-openai/my-deployment")).isEmpty();
    }

    @Test
    void aKeyThatWasRefusedAndOneThatMetALimitAreProblems() {
        bench.plans.invalid("tp_1", "openai");
        bench.serving(bench.plans.openAi);
        bench.plans.cooldowns.failed(
                new Route(bench.plans.openAi, "gpt-4o", bench.row("tp_1")),
                ByokException.of(ErrorCode.RATE_LIMITED, "slow down")
                        .retryAfter(Duration.ofSeconds(40))
                        .build());

        assertThat(problems("openai/gpt-4o")).containsExactly(ErrorCode.AUTH_FAILED, ErrorCode.RATE_LIMITED);
    }

    @Test
    void aPriceAboveTheLimitIsAProblem() {
        bench.plans.key("tp_1", "openai");
        bench.serving(bench.plans.openAi);
        // 1,000 tokens in at $2.5 and 1,000 out at $10 per million
        RequestLimits less = RequestLimits.NONE.withCost(new BigDecimal("0.0124"));
        RequestLimits enough = RequestLimits.NONE.withCost(new BigDecimal("0.0125"));
        ConversationPlan plan = ConversationPlan.builder().llm("openai/gpt-4o").build();

        assertThat(bench.preflight(plan, less).get(0).problems())
                .extracting(LegVerdict.Problem::code)
                .containsExactly(ErrorCode.COST_LIMIT_EXCEEDED);
        assertThat(bench.preflight(plan, enough).get(0).isReady()).isTrue();
    }

    @Test
    void aFallbackThatCouldServeMakesTheLegReady() {
        bench.plans
                .key("tp_1", "anthropic")
                .settings(
                        settings -> settings.fallbackChain("default", FallbackChain.of("anthropic/claude-sonnet-4-5")));
        bench.serving(bench.plans.anthropic);

        LegVerdict verdict = llm("openai/gpt-4o");

        assertThat(verdict.isReady()).isTrue();
        assertThat(verdict.provider()).isEqualTo("anthropic");
    }

    private List<ErrorCode> problems(String model) {
        return llm(model).problems().stream().map(LegVerdict.Problem::code).toList();
    }

    private LegVerdict llm(String model) {
        return bench.preflight(ConversationPlan.builder().llm(model).build(), RequestLimits.NONE)
                .get(0);
    }
}
