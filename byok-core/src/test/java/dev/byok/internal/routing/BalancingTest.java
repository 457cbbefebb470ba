package dev.byok.internal.routing;

import static dev.byok.internal.routing.PlanBench.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.routing.ChainStep;
import dev.byok.routing.FallbackChain;
import dev.byok.spi.StoredCredential;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Several keys in one step, keys of one account, and keys that are better left alone. */
class BalancingTest {

    private final PlanBench bench =
            new PlanBench().key("tp_1", "openai").key("tp_2", "openai").key("tp_3", "anthropic");

    private static FallbackChain shared(double one, double two) {
        return FallbackChain.of(
                ChainStep.of("openai/gpt-4o").key("tp_1", one).key("tp_2", two), ChainStep.of("anthropic/x"));
    }

    @Test
    void keysOfAStepTakeTurnsByWeightAndTheOthersFollow() {
        bench.settings(settings -> settings.fallbackChain("default", shared(1, 3)));
        Map<String, Integer> first = new TreeMap<>();

        for (int i = 0; i < 1_000; i++) {
            List<String> plan = bench.plan(ask());
            assertThat(plan).hasSize(3).endsWith("anthropic/x by tp_3");
            first.merge(plan.get(0), 1, Integer::sum);
        }

        assertThat(first.get("openai/gpt-4o by tp_1")).isBetween(190, 310);
    }

    @Test
    void aKeyWithoutWeightIsNeverChosen() {
        bench.settings(settings -> settings.fallbackChain("default", shared(0, 1)));

        assertThat(bench.plan(ask())).containsExactly("openai/gpt-4o by tp_2", "anthropic/x by tp_3");
    }

    @Test
    void configurationsOfAProviderShareItsCallsByWeight() {
        bench.settings(settings -> settings.weights(Map.of("tp_1", 1.0, "tp_2", 3.0)));
        Map<String, Integer> first = new TreeMap<>();

        for (int i = 0; i < 1_000; i++) {
            List<String> plan = bench.plan(ask("openai/gpt-4o"));
            assertThat(plan).hasSize(2);
            first.merge(plan.get(0), 1, Integer::sum);
        }

        assertThat(first.get("openai/gpt-4o by tp_1")).isBetween(190, 310);
    }

    @Test
    void aConfigurationWithoutAWeightTakesNoPart() {
        bench.settings(settings -> settings.weights(Map.of("tp_2", 1.0)));

        assertThat(bench.plan(ask("openai/gpt-4o"))).containsExactly("openai/gpt-4o by tp_2");
        assertThat(bench.plan(ask("openai@tp_1/gpt-4o"))).containsExactly("openai/gpt-4o by tp_1");
        assertThat(bench.plan(ask("anthropic/x"))).containsExactly("anthropic/x by tp_3");
    }

    @Test
    void aStepWithoutAnyWeightHasNoRoute() {
        bench.settings(settings -> settings.fallbackChain("default", shared(0, 0)));

        assertThat(bench.plan(ask())).containsExactly("openai/gpt-4o: no_api_key", "anthropic/x by tp_3");
    }

    @Test
    void aKeyThatIsCoolingDownIsTriedLast() {
        bench.settings(settings -> settings.fallbackChain("default", shared(1, 1e-9)));
        limit("tp_1", "gpt-4o");

        assertThat(bench.plan(ask()))
                .containsExactly("openai/gpt-4o by tp_2", "anthropic/x by tp_3", "openai/gpt-4o by tp_1");
    }

    /** T61: never leave the only target alone. */
    @Test
    void theOnlyRouteIsTriedEvenWhileItIsCoolingDown() {
        limit("tp_3", "x");

        assertThat(bench.plan(ask("anthropic/x"))).containsExactly("anthropic/x by tp_3");
    }

    /** T60: siblings that share one quota went on into the limit. */
    @Test
    void keysOfOneAccountCoolDownTogether() {
        bench.settings(settings -> settings.fallbackChain("default", shared(1, 1))
                .quotaGroups(Map.of("our account", Set.of("tp_1", "tp_2"))));
        Step.Ready first = (Step.Ready) bench.steps(ask()).get(0);
        bench.cooldowns.failed(first.route(), limited());

        assertThat(bench.plan(ask()).get(0)).isEqualTo("anthropic/x by tp_3");
    }

    @Test
    void groupsOfTwoTenantsAreTwoGroups() {
        StoredCredential row = bench.vault.rows(PlanBench.TENANT).find("tp_1");
        assertThat(row).isNotNull();
        Route acmes = new Route(bench.openAi, "gpt-4o", row, null, "acme\nshared");
        Route others = new Route(bench.openAi, "gpt-4o", row, null, "other\nshared");
        bench.cooldowns.failed(acmes, limited());

        assertThat(bench.cooldowns.isCooling(acmes)).isTrue();
        assertThat(bench.cooldowns.isCooling(others)).isFalse();
    }

    @Test
    void aRefusedKeyIsTriedBehindTheOthersButBeforeThoseThatCoolDown() {
        bench.invalid("tp_4", "groq");
        limit("tp_1", "gpt-4o");

        assertThat(bench.plan(ask("openai@tp_1/gpt-4o")
                        .fallbacks(List.of(ChainStep.of("groq/x"), ChainStep.of("anthropic/x")))))
                .containsExactly("anthropic/x by tp_3", "groq/x by tp_4", "openai/gpt-4o by tp_1");
    }

    /** T62: keys that were taken out of a pool never came back. */
    @Test
    void aRefusedKeyKeepsItsPlaceAgainAfterAWhile() {
        bench.invalid("tp_4", "groq");
        RouteRequest.Builder asked = ask("groq/x").fallbacks(List.of(ChainStep.of("anthropic/x")));
        assertThat(bench.plan(asked).get(0)).isEqualTo("anthropic/x by tp_3");

        bench.clock.move(Duration.ofMinutes(10));

        assertThat(bench.plan(asked).get(0)).isEqualTo("groq/x by tp_4");
    }

    @Test
    void nothingIsKeptOfAKeyThatCameWithACall() {
        Route route = new Route(bench.openAi, "gpt-4o", null, PlanBench.passed("openai"), null);
        bench.cooldowns.failed(route, limited());

        assertThat(bench.cooldowns.isCooling(route)).isFalse();
    }

    private void limit(String id, String model) {
        StoredCredential row = bench.vault.rows(PlanBench.TENANT).find(id);
        assertThat(row).isNotNull();
        bench.cooldowns.failed(new Route(bench.catalog.require(row.provider()), model, row), limited());
    }

    private static ByokException limited() {
        return ByokException.of(ErrorCode.RATE_LIMITED, "slow down")
                .retryAfter(Duration.ofSeconds(40))
                .build();
    }
}
