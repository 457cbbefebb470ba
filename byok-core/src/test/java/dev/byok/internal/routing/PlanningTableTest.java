package dev.byok.internal.routing;

import static dev.byok.internal.routing.PlanBench.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.model.ModelRef;
import dev.byok.routing.ChainStep;
import dev.byok.routing.FallbackChain;
import dev.byok.routing.KeyMode;
import dev.byok.routing.ModelChoice;
import dev.byok.routing.PlatformFallback;
import dev.byok.routing.Strategy;
import dev.byok.spi.PlanPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of docs/routing.md about what a caller says and whose key serves, a line for a line. */
class PlanningTableTest {

    private record Line(String name, Consumer<PlanBench> given, RouteRequest.Builder asked, List<String> planned) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Line line(String name, Consumer<PlanBench> given, RouteRequest.Builder asked, String... planned) {
        return new Line(name, given, asked, List.of(planned));
    }

    @ParameterizedTest
    @MethodSource({"whatTheCallerSays", "severalConfigurations", "whatTheTenantSet", "whoseKey", "gates"})
    void plans(Line line) {
        PlanBench bench = new PlanBench();
        line.given().accept(bench);

        assertThat(bench.plan(line.asked())).isEqualTo(line.planned());
    }

    static Stream<Line> whatTheCallerSays() {
        Consumer<PlanBench> two = bench -> bench.key("tp_1", "openai").key("tp_2", "anthropic");
        return Stream.of(
                line(
                        "a credential: exactly that one",
                        bench -> bench.key("tp_1", "openai")
                                .key("tp_2", "openai")
                                .ours("openai")
                                .policy(PlatformFallback.ALWAYS),
                        ask().credential("tp_2"),
                        "openai/gpt-4o-mini by tp_2"),
                line(
                        "a credential and a model of its provider",
                        two,
                        ask("openai/gpt-4o").credential("tp_1"),
                        "openai/gpt-4o by tp_1"),
                line("a credential and a bare model id", two, ask("o9").credential("tp_1"), "openai/o9 by tp_1"),
                line(
                        "a credential and a model of another provider",
                        two,
                        ask("anthropic/claude-sonnet-4-5").credential("tp_1"),
                        "invalid_request"),
                line("a credential that is not there", two, ask().credential("tp_9"), "not_found"),
                line(
                        "a credential that is disabled",
                        bench -> bench.key("tp_1", "openai", row -> row.enabled(false))
                                .ours("openai"),
                        ask().credential("tp_1"),
                        "openai/gpt-4o-mini: no_api_key"),
                line("provider/model", two, ask("openai/gpt-4o-mini"), "openai/gpt-4o-mini by tp_1"),
                line(
                        "elevenlabs/eleven_v3",
                        bench -> bench.key("tp_1", "elevenlabs"),
                        ask("elevenlabs/eleven_v3"),
                        "elevenlabs/eleven_v3 by tp_1"),
                line(
                        "slashes belong to the vendor's model id",
                        bench -> bench.key("tp_1", "openrouter").key("tp_2", "anthropic"),
                        ask("openrouter/anthropic/claude-3-opus"),
                        "openrouter/anthropic/claude-3-opus by tp_1"),
                line("an alias of the provider", two, ask("chatgpt/gpt-4o"), "openai/gpt-4o by tp_1"),
                line("a provider that nobody knows", two, ask("nobody/gpt-4o"), "unsupported_provider"),
                line(
                        "a registered voice",
                        bench -> bench.key("tp_1", "elevenlabs"),
                        ask().voice("elevenlabs/eleven_v3#narrator"),
                        "elevenlabs/eleven_v3 by tp_1"),
                line("a voice that is not registered", two, ask().voice("nobody"), "invalid_request"),
                line(
                        "an intent with a model of its own",
                        two.andThen(bench ->
                                bench.settings(settings -> settings.models(ModelChoice.of(Strategy.ALL_MINI)
                                        .withDefaultModel("openai/gpt-4o-mini")
                                        .withIntentOverrides(Map.of("chat", "claude-sonnet-4-5"))))),
                        ask().intent("chat"),
                        "anthropic/claude-sonnet-4-5 by tp_2"),
                line(
                        "an intent without one: the strategy's choice",
                        two.andThen(bench -> bench.settings(settings -> settings.models(
                                ModelChoice.of(Strategy.ALL_MINI).withDefaultModel("openai/gpt-4o")))),
                        ask().intent("chat"),
                        "openai/gpt-4o by tp_1"),
                line(
                        "a bare model id: the connected provider that lists it",
                        bench -> bench.key("tp_1", "anthropic")
                                .key("tp_2", "openrouter")
                                .lists("tp_2", "openrouter", "o9"),
                        ask("o9"),
                        "openrouter/o9 by tp_2"),
                line(
                        "a bare model id that the catalogue knows of a connected provider",
                        two,
                        ask("claude-sonnet-4-5"),
                        "anthropic/claude-sonnet-4-5 by tp_2"),
                line(
                        "a bare model id that a vendor's list has no more",
                        bench -> bench.key("tp_1", "openai").key("tp_2", "groq").lists("tp_1", "openai", "o9"),
                        ask("gpt-4o"),
                        "groq/gpt-4o by tp_2"),
                line(
                        "a bare model id of several: the priority decides",
                        bench -> bench.key("tp_1", "openai")
                                .key("tp_2", "groq")
                                .settings(settings -> settings.providerPriority("groq")),
                        ask("gpt-4o"),
                        "groq/gpt-4o by tp_2"),
                line(
                        "a bare model id of none: its home provider",
                        bench -> bench.key("tp_1", "anthropic"),
                        ask("gpt-4o"),
                        "openai/gpt-4o: no_api_key"),
                line("a bare model id that nobody knows", two, ask("gpt-99"), "unsupported_provider"),
                line(
                        "a provider only: the model that its key is pinned to",
                        bench -> bench.key("tp_1", "openai", row -> row.fields(Map.of("model", "pinned")))
                                .settings(settings -> settings.defaultModel("openai", "gpt-4o")),
                        ask("openai"),
                        "openai/pinned by tp_1"),
                line(
                        "a provider only: else the tenant's default model for it",
                        two.andThen(bench -> bench.settings(settings -> settings.defaultModel("chatgpt", "gpt-4o"))),
                        ask("openai"),
                        "openai/gpt-4o by tp_1"),
                line("a provider only: else the provider's", two, ask("openai"), "openai/gpt-4o-mini by tp_1"),
                line(
                        "a provider only, which has no default model",
                        bench -> bench.key("tp_1", "openrouter"),
                        ask("openrouter"),
                        "openrouter/*: invalid_request"),
                line("nothing: anthropic before openai", two, ask(), "anthropic/claude-sonnet-4-5 by tp_2"),
                line(
                        "nothing: azure-openai before anthropic",
                        two.andThen(bench -> bench.key("tp_3", "azure-openai")),
                        ask(),
                        "azure-openai/deployment by tp_3"),
                line(
                        "nothing: then the order of connection, without what cannot chat or has no model",
                        bench -> bench.key("tp_1", "elevenlabs")
                                .key("tp_2", "openrouter")
                                .key("tp_3", "groq"),
                        ask(),
                        "groq/llama-3.3-70b by tp_3"),
                line(
                        "nothing: the tenant's own order",
                        two.andThen(bench -> bench.settings(settings -> settings.providerPriority("groq", "chatgpt"))),
                        ask(),
                        "openai/gpt-4o-mini by tp_1"),
                line("nothing, and no key", bench -> {}, ask(), "no_api_key"));
    }

    static Stream<Line> severalConfigurations() {
        Consumer<PlanBench> two =
                bench -> bench.key("tp_1", "openai").key("tp_2", "openai", row -> row.label("Acme shared"));
        return Stream.of(
                line("the oldest", two, ask("openai/gpt-4o"), "openai/gpt-4o by tp_1"),
                line(
                        "the one that is marked default",
                        bench -> bench.key("tp_1", "openai").key("tp_2", "openai", row -> row.preference(1)),
                        ask("openai/gpt-4o"),
                        "openai/gpt-4o by tp_2"),
                line("the label", two, ask("openai@Acme shared/gpt-4o"), "openai/gpt-4o by tp_2"),
                line(
                        "a label that is not there is nobody else's key",
                        two.andThen(bench -> bench.ours("openai")),
                        ask("openai@Other/gpt-4o"),
                        "openai/gpt-4o: no_api_key"),
                line(
                        "a credential id in a chain",
                        two,
                        ask().fallbacks(List.of())
                                .chain(null)
                                .model(ModelRef.parse("openai/gpt-4o"))
                                .fallbacks(List.of(ChainStep.of("openai/gpt-4o").key("tp_2", 1))),
                        "openai/gpt-4o by tp_1",
                        "openai/gpt-4o by tp_2"),
                line(
                        "a key that may not be used for the model makes way",
                        two.andThen(bench -> bench.settings(
                                settings -> settings.allowedModels(Map.of("tp_1", Set.of("gpt-4o-mini"))))),
                        ask("openai/gpt-4o"),
                        "openai/gpt-4o by tp_2"),
                line(
                        "no key may be used for the model, and ours does not step in",
                        bench -> bench.key("tp_1", "openai")
                                .ours("openai")
                                .settings(settings -> settings.allowedModels(Map.of("tp_1", Set.of("gpt-4o-mini")))),
                        ask("openai/gpt-4o"),
                        "openai/gpt-4o: BYOK_MODEL_NOT_FOUND"),
                line(
                        "the default model is one that the key may be used for",
                        bench -> bench.key("tp_1", "openai")
                                .settings(settings -> settings.allowedModels(Map.of("tp_1", Set.of("gpt-4.1")))),
                        ask("openai"),
                        "openai/gpt-4.1 by tp_1"));
    }

    static Stream<Line> whatTheTenantSet() {
        Consumer<PlanBench> two = bench -> bench.key("tp_1", "openai").key("tp_2", "anthropic");
        FallbackChain chain = FallbackChain.of("openai/gpt-4o", "anthropic/claude-sonnet-4-5");
        return Stream.of(
                line(
                        "a chain alone begins with its first step",
                        two.andThen(bench -> bench.settings(settings -> settings.fallbackChain("default", chain))),
                        ask(),
                        "openai/gpt-4o by tp_1",
                        "anthropic/claude-sonnet-4-5 by tp_2"),
                line(
                        "a chain follows what the call names, which is not tried twice",
                        two.andThen(bench -> bench.settings(settings -> settings.fallbackChain("default", chain))),
                        ask("anthropic/claude-sonnet-4-5"),
                        "anthropic/claude-sonnet-4-5 by tp_2",
                        "openai/gpt-4o by tp_1"),
                line(
                        "fallbacks of the call take the chain's place",
                        two.andThen(bench -> bench.settings(settings -> settings.fallbackChain("default", chain))),
                        ask("anthropic/x").fallbacks(List.of(ChainStep.of("openai/y"))),
                        "anthropic/x by tp_2",
                        "openai/y by tp_1"),
                line(
                        "a named chain",
                        two.andThen(bench -> bench.settings(settings -> settings.fallbackChain("night", chain))),
                        ask().chain("night"),
                        "openai/gpt-4o by tp_1",
                        "anthropic/claude-sonnet-4-5 by tp_2"),
                line("a chain that is not there", two, ask().chain("night"), "invalid_request"),
                line(
                        "a chain may end in a platform model",
                        two.andThen(bench -> bench.ours("openai")),
                        ask("anthropic/x").fallbacks(List.of(ChainStep.platform("openai/gpt-4o-mini"))),
                        "anthropic/x by tp_2",
                        "openai/gpt-4o-mini by the application's key"),
                line(
                        "but not where no platform key may serve",
                        two.andThen(bench -> bench.ours("openai").policy(PlatformFallback.NEVER)),
                        ask("anthropic/x").fallbacks(List.of(ChainStep.platform("openai/gpt-4o-mini"))),
                        "anthropic/x by tp_2",
                        "openai/gpt-4o-mini: no_api_key"),
                line(
                        "a stored step of a provider that is gone spoils nothing before it",
                        two.andThen(bench -> bench.settings(settings ->
                                settings.fallbackChain("default", FallbackChain.of("openai/gpt-4o", "gone/model")))),
                        ask(),
                        "openai/gpt-4o by tp_1",
                        "gone/model: unsupported_provider"),
                line(
                        "an endpoint of the call's own has no chain behind it",
                        bench -> bench.key("tp_1", "custom-llm")
                                .key("tp_2", "openai")
                                .ours("openai")
                                .policy(PlatformFallback.ALWAYS)
                                .settings(settings -> settings.fallbackChain("default", chain)),
                        ask("custom-llm/mine").callUrl("https://mine.example/chat"),
                        "custom-llm/mine by tp_1"));
    }

    static Stream<Line> whoseKey() {
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
                        ask("openai/gpt-4o").passed(List.of(PlanBench.passed("openai"))),
                        "openai/gpt-4o by the key of the call"),
                line(
                        "a key that came with the call, and nothing else",
                        bench -> bench.key("tp_1", "anthropic"),
                        ask().passed(List.of(PlanBench.passed("groq"))),
                        "groq/llama-3.3-70b by the key of the call"),
                line(
                        "each hop has its own key",
                        bench -> bench.key("tp_1", "anthropic"),
                        ask("openai/gpt-4o")
                                .passed(List.of(PlanBench.passed("openai")))
                                .fallbacks(List.of(ChainStep.of("anthropic/x"))),
                        "openai/gpt-4o by the key of the call",
                        "anthropic/x by tp_1"),
                line(
                        "a key that came with the call and that no route uses",
                        own,
                        ask("openai/gpt-4o").passed(List.of(PlanBench.passed("groq"))),
                        "invalid_request"));
    }

    static Stream<Line> gates() {
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
                        ask("openai/gpt-4o").passed(List.of(PlanBench.passed("openai"))),
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
