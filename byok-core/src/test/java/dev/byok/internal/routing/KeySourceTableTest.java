package dev.byok.internal.routing;

import static dev.byok.internal.routing.PlanBench.ask;
import static dev.byok.internal.routing.PlanningLine.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.internal.credential.KeyAccess;
import dev.byok.routing.ChainStep;
import dev.byok.routing.KeyMode;
import dev.byok.routing.PlatformFallback;
import dev.byok.spi.PlanPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/routing.md about whose key serves, a line for a line. */
class KeySourceTableTest {

    @ParameterizedTest
    @MethodSource({"whoseKey", "gates"})
    void plans(PlanningLine line) {
        PlanBench bench = new PlanBench();
        line.given().accept(bench);

        assertThat(bench.plan(line.asked())).isEqualTo(line.planned());
    }

    static Stream<PlanningLine> whoseKey() {
        Consumer<PlanBench> none = bench -> bench.ours("openai");
        Consumer<PlanBench> own = none.andThen(bench -> bench.key("tp_1", "openai"));
        String ours = "openai/gpt-4o by the application's key";
        return Stream.of(
                line(
                        "NEVER, no own key",
                        none.andThen(bench -> bench.policy(PlatformFallback.NEVER)),
                        ask("openai/gpt-4o"),
                        "openai/gpt-4o: no_api_key"),
                line(
                        "NEVER, own key",
                        own.andThen(bench -> bench.policy(PlatformFallback.NEVER)),
                        ask("openai/gpt-4o"),
                        "openai/gpt-4o by tp_1"),
                line("WHEN_MISSING, no own key", none, ask("openai/gpt-4o"), ours),
                line("WHEN_MISSING, own key", own, ask("openai/gpt-4o"), "openai/gpt-4o by tp_1"),
                line(
                        "ALWAYS, no own key",
                        none.andThen(bench -> bench.policy(PlatformFallback.ALWAYS)),
                        ask("openai/gpt-4o"),
                        ours),
                line(
                        "ALWAYS, own key: after all of the tenant's own routes",
                        own.andThen(
                                bench -> bench.policy(PlatformFallback.ALWAYS).key("tp_2", "anthropic")),
                        ask("openai/gpt-4o").fallbacks(List.of(ChainStep.of("anthropic/x"))),
                        "openai/gpt-4o by tp_1",
                        "anthropic/x by tp_2",
                        ours),
                line(
                        "the tenant's own policy",
                        own.andThen(bench -> bench.settings(
                                settings -> settings.platformFallback(Optional.of(PlatformFallback.ALWAYS)))),
                        ask("openai/gpt-4o"),
                        "openai/gpt-4o by tp_1",
                        ours),
                line(
                        "managed: stored keys lie dormant, whatever the policy",
                        own.andThen(bench -> bench.policy(PlatformFallback.NEVER)
                                .settings(settings -> settings.mode(KeyMode.MANAGED))),
                        ask("openai/gpt-4o"),
                        ours),
                line(
                        "managed, and no platform key",
                        own.andThen(bench ->
                                bench.key("tp_2", "groq").settings(settings -> settings.mode(KeyMode.MANAGED))),
                        ask("groq/x"),
                        "groq/x: no_api_key"),
                line(
                        "managed, and a credential is named",
                        own.andThen(bench -> bench.settings(settings -> settings.mode(KeyMode.MANAGED))),
                        ask().credential("tp_1"),
                        "openai/gpt-4o-mini: no_api_key"),
                line(
                        "managed, and nothing is named",
                        own.andThen(bench ->
                                bench.key("tp_2", "anthropic").settings(settings -> settings.mode(KeyMode.MANAGED))),
                        ask(),
                        "openai/gpt-4o-mini by the application's key"),
                line(
                        "a platform key never goes to an endpoint of the call's",
                        bench -> bench.ours("custom-llm").policy(PlatformFallback.ALWAYS),
                        ask("custom-llm/mine").callUrl("https://mine.example/chat"),
                        "custom-llm/mine: no_api_key"),
                line(
                        "a key that came with the call",
                        own,
                        ask("openai/gpt-4o").access(KeyAccess.STORED.passing(PlanBench.passed("openai"))),
                        "openai/gpt-4o by the key of the call"),
                line(
                        "a key that came with the call, and nothing else",
                        bench -> bench.key("tp_1", "anthropic"),
                        ask().access(KeyAccess.STORED.passing(PlanBench.passed("groq"))),
                        "groq/llama-3.3-70b by the key of the call"),
                line(
                        "each hop has its own key",
                        bench -> bench.key("tp_1", "anthropic"),
                        ask("openai/gpt-4o")
                                .access(KeyAccess.STORED.passing(PlanBench.passed("openai")))
                                .fallbacks(List.of(ChainStep.of("anthropic/x"))),
                        "openai/gpt-4o by the key of the call",
                        "anthropic/x by tp_1"),
                line(
                        "a key that came with the call and that no route uses",
                        own,
                        ask("openai/gpt-4o").access(KeyAccess.STORED.passing(PlanBench.passed("groq"))),
                        "invalid_request"));
    }

    static Stream<PlanningLine> gates() {
        PlanPolicy noKeys = (tenant, provider) -> false;
        PlanPolicy noEndpoints = new PlanPolicy() {
            @Override
            public boolean allowsOwnKeys(String tenant, String provider) {
                return true;
            }

            @Override
            public boolean allowsCustomEndpoints(String tenant, String provider) {
                return false;
            }
        };
        Consumer<PlanBench> two = bench -> bench.key("tp_1", "openai").key("tp_2", "anthropic");
        return Stream.of(
                line(
                        "a provider that is switched off",
                        two.andThen(bench -> bench.settings(settings -> settings.disabledProviders(Set.of("chatgpt")))),
                        ask("openai/gpt-4o").fallbacks(List.of(ChainStep.of("anthropic/x"))),
                        "openai/gpt-4o: provider_disabled",
                        "anthropic/x by tp_2"),
                line(
                        "a provider that is not switched on",
                        two.andThen(bench ->
                                bench.settings(settings -> settings.enabledProviders(Optional.of(Set.of("openai"))))),
                        ask("anthropic/x"),
                        "anthropic/x: provider_disabled"),
                line(
                        "what is switched off is not chosen",
                        two.andThen(bench ->
                                bench.settings(settings -> settings.enabledProviders(Optional.of(Set.of("openai"))))),
                        ask(),
                        "openai/gpt-4o-mini by tp_1"),
                line(
                        "a plan without own keys",
                        two.andThen(bench -> bench.plans(noKeys)),
                        ask("openai/gpt-4o"),
                        "openai/gpt-4o: plan_blocks_byok"),
                line(
                        "a plan without own keys, and a key that came with the call",
                        bench -> bench.plans(noKeys),
                        ask("openai/gpt-4o").access(KeyAccess.STORED.passing(PlanBench.passed("openai"))),
                        "openai/gpt-4o: plan_blocks_byok"),
                line(
                        "a plan without own keys leaves the platform's",
                        bench -> bench.ours("openai").plans(noKeys),
                        ask("openai/gpt-4o"),
                        "openai/gpt-4o by the application's key"),
                line(
                        "a plan without own endpoints: a provider with one of its own",
                        bench -> bench.key("tp_1", "openai").plans(noEndpoints),
                        ask("openai/gpt-4o"),
                        "openai/gpt-4o by tp_1"),
                line(
                        "a plan without own endpoints: a base URL",
                        bench -> bench.key(
                                        "tp_1", "openai", row -> row.fields(Map.of("base_url", "https://mine.example")))
                                .plans(noEndpoints),
                        ask("openai/gpt-4o"),
                        "openai/gpt-4o: plan_blocks_byok"),
                line(
                        "a plan without own endpoints: one that comes with the call",
                        bench -> bench.key("tp_1", "custom-llm").plans(noEndpoints),
                        ask("custom-llm/mine").callUrl("https://mine.example/chat"),
                        "custom-llm/mine: plan_blocks_byok"));
    }
}
