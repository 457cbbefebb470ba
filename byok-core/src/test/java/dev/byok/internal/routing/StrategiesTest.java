package dev.byok.internal.routing;

import static dev.byok.internal.routing.PlanBench.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Tool;
import dev.byok.routing.ModelChoice;
import dev.byok.routing.Strategy;
import dev.byok.spi.StoredCredential;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategiesTest {

    /** Explores never: every draw is the highest there is. */
    private static final RandomGenerator STEADY = () -> -1L;

    private static final String DEFAULT = "openai/gpt-4o-mini by tp_1";
    private static final String PREMIUM = "anthropic/claude-sonnet-4-5 by tp_2";

    private final PlanBench bench =
            new PlanBench().key("tp_1", "openai").key("tp_2", "anthropic").key("tp_3", "groq");

    @ParameterizedTest
    @CsvSource({
        "HYBRID, interview, premium",
        "HYBRID, chat, default",
        "HYBRID, , default",
        "ALL_MINI, interview, default",
        "ALL_MINI, , default",
        "ALL_STANDARD, chat, premium",
        "ALL_STANDARD, , premium"
    })
    void choosesBetweenTheDefaultAndThePremiumModel(Strategy strategy, String intent, String model) {
        set(ModelChoice.of(strategy)
                .withDefaultModel("openai/gpt-4o-mini")
                .withPremiumModel("anthropic/claude-sonnet-4-5", "interview"));

        assertThat(bench.plan(ask().intent(intent))).containsExactly(model.equals("premium") ? PREMIUM : DEFAULT);
    }

    @Test
    void aMissingPremiumModelIsTheDefaultOne() {
        set(ModelChoice.of(Strategy.ALL_STANDARD).withDefaultModel("openai/gpt-4o-mini"));

        assertThat(bench.plan(ask())).containsExactly(DEFAULT);
    }

    @Test
    void withoutAnyModelTheFirstProviderAnswers() {
        set(ModelChoice.of(Strategy.ALL_STANDARD));

        assertThat(bench.plan(ask())).containsExactly(PREMIUM);
    }

    @Test
    void aRequestWithToolsGetsTheModelForTools() {
        set(ModelChoice.of(Strategy.ALL_MINI)
                .withDefaultModel("openai/gpt-4o-mini")
                .withToolCallingModel("openai/gpt-4o"));
        ChatRequest tools = request()
                .tool(new Tool("look", "looks", "{\"type\":\"object\"}"))
                .build();

        assertThat(bench.plan(ask().needs(Needs.of(tools)))).containsExactly("openai/gpt-4o by tp_1");
        assertThat(bench.plan(ask().needs(Needs.of(request().build())))).containsExactly(DEFAULT);
    }

    @Test
    void aModelThatTheCallNamesIsNotChosenAgain() {
        set(ModelChoice.of(Strategy.ALL_STANDARD).withPremiumModel("anthropic/claude-sonnet-4-5"));

        assertThat(bench.plan(ask("openai/gpt-4o-mini").intent("chat"))).containsExactly(DEFAULT);
    }

    @Test
    void theCheapestModelThatCanDoItIsChosen() {
        set(ModelChoice.of(Strategy.COST_OPTIMISED));

        assertThat(bench.plan(ask().needs(Needs.of(request().build())))).containsExactly("groq/llama-3.1-8b by tp_3");
        ChatRequest tools = request()
                .tool(new Tool("look", "looks", "{\"type\":\"object\"}"))
                .build();
        assertThat(bench.plan(ask().needs(Needs.of(tools)))).containsExactly(DEFAULT);
        ChatRequest json = request().responseFormat(ResponseFormat.JSON).build();
        assertThat(bench.plan(ask().needs(Needs.of(json)))).containsExactly(DEFAULT);
    }

    @Test
    void whatDoesNotFitIsNotCheap() {
        set(ModelChoice.of(Strategy.COST_OPTIMISED));
        ChatRequest long_ = ChatRequest.builder()
                .message(Message.user("a word ".repeat(150_000)))
                .build();

        assertThat(bench.plan(ask().needs(Needs.of(long_)))).containsExactly("openai/gpt-4.1 by tp_1");
    }

    @Test
    void onlyConnectedAndAllowedModelsAreCheap() {
        bench.settings(settings -> settings.models(ModelChoice.of(Strategy.COST_OPTIMISED))
                .disabledProviders(Set.of("groq"))
                .allowedModels(Map.of("tp_1", Set.of("gpt-4o"))));

        assertThat(bench.plan(ask().needs(Needs.of(request().build())))).containsExactly("openai/gpt-4o by tp_1");
    }

    @Test
    void withoutAnyKnownPriceTheDefaultModelServes() {
        bench.lists("tp_1", "openai", "o9").lists("tp_2", "anthropic", "c9").lists("tp_3", "groq", "l9");
        set(ModelChoice.of(Strategy.COST_OPTIMISED).withDefaultModel("openai/o9"));

        assertThat(bench.plan(ask())).containsExactly("openai/o9 by tp_1");
    }

    @Test
    void theFastestModelIsChosen() {
        set(ModelChoice.of(Strategy.LATENCY_OPTIMISED));
        bench.random = STEADY;
        observed("tp_1", "gpt-4o-mini", 300);
        observed("tp_2", "claude-sonnet-4-5", 500);
        observed("tp_3", "llama-3.3-70b", 120);

        assertThat(bench.plan(ask())).containsExactly("groq/llama-3.3-70b by tp_3");
    }

    @Test
    void whatWasNeverMeasuredIsMeasured() {
        set(ModelChoice.of(Strategy.LATENCY_OPTIMISED));
        bench.random = STEADY;
        observed("tp_2", "claude-sonnet-4-5", 100);

        assertThat(bench.plan(ask())).containsExactly(DEFAULT);
    }

    @Test
    void anAverageFollowsWhatIsNewAndForgetsWhatIsOld() {
        set(ModelChoice.of(Strategy.LATENCY_OPTIMISED));
        bench.random = STEADY;
        observed("tp_1", "gpt-4o-mini", 300);
        observed("tp_2", "claude-sonnet-4-5", 310);
        observed("tp_3", "llama-3.3-70b", 120);
        observed("tp_3", "llama-3.3-70b", 900);
        // one slow answer right after a fast one: 120 + a fifth of 780
        assertThat(bench.plan(ask())).containsExactly("groq/llama-3.3-70b by tp_3");

        bench.clock.move(Duration.ofMinutes(5));
        observed("tp_3", "llama-3.3-70b", 900);
        // after a half-life it counts half
        assertThat(bench.plan(ask())).containsExactly(DEFAULT);
    }

    @Test
    void aShareOfTheCallsExplores() {
        set(ModelChoice.of(Strategy.LATENCY_OPTIMISED));
        bench.random = new Random(11);
        observed("tp_1", "gpt-4o-mini", 300);
        observed("tp_2", "claude-sonnet-4-5", 500);
        observed("tp_3", "llama-3.3-70b", 120);
        Map<String, Integer> chosen = new TreeMap<>();
        for (int i = 0; i < 3_000; i++) {
            chosen.merge(bench.plan(ask()).get(0), 1, Integer::sum);
        }

        // a tenth explores, a third of it each
        assertThat(chosen.get(DEFAULT)).isBetween(65, 135);
        assertThat(chosen.get(PREMIUM)).isBetween(65, 135);
    }

    @Test
    void theSameClockAndChanceMakeTheSameChoices() {
        set(ModelChoice.of(Strategy.LATENCY_OPTIMISED));
        observed("tp_1", "gpt-4o-mini", 300);
        observed("tp_2", "claude-sonnet-4-5", 500);
        observed("tp_3", "llama-3.3-70b", 120);

        assertThat(choices(5)).isEqualTo(choices(5)).isNotEqualTo(choices(6));
    }

    private String choices(int seed) {
        bench.random = new Random(seed);
        StringBuilder chosen = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            chosen.append(bench.plan(ask()).get(0));
        }
        return chosen.toString();
    }

    private void set(ModelChoice choice) {
        bench.settings(settings -> settings.models(choice));
    }

    private void observed(String id, String model, long millis) {
        StoredCredential row =
                Optional.ofNullable(bench.vault.rows(PlanBench.TENANT).find(id)).orElseThrow();
        bench.latencies.observed(
                new Route(bench.catalog.require(row.provider()), model, row), Duration.ofMillis(millis));
    }

    private static ChatRequest.Builder request() {
        return ChatRequest.builder().message(Message.user("Hi"));
    }
}
