package dev.byok.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.FieldFault;
import dev.byok.credential.FieldFault.Kind;
import dev.byok.model.ModelRef;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantSettingsTest {

    private static final String EVERYTHING = """
            {
              "mode": "managed",
              "providerPriority": ["groq", "openai"],
              "enabledProviders": ["openai", "groq"],
              "disabledProviders": ["xai"],
              "defaultModels": {"openai": "gpt-4o-mini"},
              "strategy": "hybrid",
              "defaultModel": "openai/gpt-4o-mini",
              "premiumModel": "anthropic/claude-sonnet-4-5",
              "premiumIntents": ["mock_interview"],
              "toolCallingModel": "gpt-4o",
              "intentOverrides": {"general_chat": "gpt-4o-mini"},
              "costLimitUsdPerRequest": 0.05,
              "refuseUnknownPrice": true,
              "maxTokensPerRequest": 2048,
              "fallbackChains": {
                "default": [
                  "openai@Acme shared/gpt-4o",
                  {"model": "openai/gpt-4o", "keys": ["tp_1", {"key": "Acme shared", "weight": 0.25}]},
                  {"model": "openai/gpt-4o-mini", "platform": true}
                ]
              },
              "allowedModels": {"tp_1": ["gpt-4o"]},
              "weights": {"tp_1": 3, "tp_2": 0.5},
              "quotaGroups": {"acme account": ["tp_1", "tp_2"]},
              "platformFallback": "when-missing",
              "starredModels": ["openai/gpt-4o"]
            }
            """;

    @Test
    void readsEverything() {
        TenantSettings settings = TenantSettings.fromJson(EVERYTHING);

        assertThat(settings).isEqualTo(everything());
    }

    @Test
    void writesWhatItReads() {
        assertThat(TenantSettings.fromJson(everything().toJson())).isEqualTo(everything());
    }

    @Test
    void writesNothingThatIsAsByDefault() {
        assertThat(TenantSettings.DEFAULT.toJson()).isEqualTo("{}");
        assertThat(TenantSettings.fromJson("{}")).isEqualTo(TenantSettings.DEFAULT);
    }

    @Test
    void tellsAllProvidersFromNone() {
        assertThat(TenantSettings.fromJson("{\"enabledProviders\": null}").enabledProviders())
                .isEmpty();
        assertThat(TenantSettings.fromJson("{\"enabledProviders\": []}").enabledProviders())
                .hasValue(Set.of());
        assertThat(TenantSettings.DEFAULT.toBuilder()
                        .enabledProviders(Optional.of(Set.of()))
                        .build()
                        .toJson())
                .isEqualTo("{\"enabledProviders\":[]}");
    }

    @Test
    void readsMoneyExactlyAsItIsWritten() {
        assertThat(TenantSettings.fromJson("{\"costLimitUsdPerRequest\": 0.1}").costLimitUsdPerRequest())
                .hasValue(new BigDecimal("0.1"));
        assertThat(TenantSettings.fromJson("{\"costLimitUsdPerRequest\": \"0.10\"}")
                        .costLimitUsdPerRequest())
                .hasValue(new BigDecimal("0.10"));
    }

    @Test
    void reportsEveryFaultAtOnceWithItsPath() {
        ByokException failure = refused("""
                {
                  "mode": "own",
                  "costLimitUsdPerRequst": 0.05,
                  "premiumModel": "/gpt",
                  "maxTokensPerRequest": 0,
                  "fallbackChains": {
                    "night": ["openai/gpt-4o", {"keys": [{"key": "tp_1", "weight": -1}]}, {"model": "a", "modle": "b"}],
                    "empty": []
                  },
                  "weights": {"tp_1": -1},
                  "quotaGroups": {"one": "tp_1"}
                }
                """);

        assertThat(failure.faults())
                .extracting(FieldFault::field, FieldFault::kind)
                .containsExactlyInAnyOrder(
                        tuple("mode", Kind.MALFORMED),
                        tuple("premiumModel", Kind.MALFORMED),
                        tuple("maxTokensPerRequest", Kind.MALFORMED),
                        tuple("fallbackChains.night[1].keys[0].weight", Kind.MALFORMED),
                        tuple("fallbackChains.night[1]", Kind.MALFORMED),
                        tuple("fallbackChains.night[2].modle", Kind.UNKNOWN),
                        tuple("fallbackChains.empty", Kind.MALFORMED),
                        tuple("weights.tp_1", Kind.MALFORMED),
                        tuple("quotaGroups.one", Kind.MALFORMED),
                        tuple("costLimitUsdPerRequst", Kind.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{", "{\"mode\":\"byok\",\"mode\":\"byok\"}", "{} {}"})
    void refusesWhatIsNoSingleObject(String json) {
        assertThat(refused(json).faults()).extracting(FieldFault::field).containsExactly("JSON");
    }

    @Test
    void refusesTextsThatAreTooLong() {
        assertThat(refused("{" + " ".repeat(65_536) + "}").faults()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "costLimitUsdPerRequest, -1",
        "costLimitUsdPerRequest, true",
        "costLimitUsdPerRequest, \"1e3\"",
        "maxTokensPerRequest, 1.5",
        "refuseUnknownPrice, 1",
        "providerPriority, \"openai\"",
        "providerPriority, [1]",
        "providerPriority, [\" \"]",
        "platformFallback, \"sometimes\"",
        "intentOverrides, {\"chat\":\"\"}"
    })
    void refusesValuesOfAnotherForm(String name, String value) {
        assertThat(refused("{\"" + name + "\":" + value + "}").faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.field()).startsWith(name));
    }

    @Test
    void aPathIsPrintable() {
        assertThat(refused("{\"a\\nb\":1}").faults())
                .extracting(FieldFault::field)
                .containsExactly("a\\u{A}b");
    }

    @Test
    void refusesStepsThatContradictThemselves() {
        assertThatThrownBy(() -> ChainStep.platform("openai").key("tp_1", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChainStep.of("openai@Own").key("tp_1", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FallbackChain.of(new String[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChainKey("tp_1", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChainKey(" ", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(refused("{\"fallbackChains\":{\"a\":[{\"model\":\"openai@x\",\"platform\":true,\"keys\":[\"b\"]}]}}")
                        .faults())
                .hasSize(2);
    }

    private static ByokException refused(String json) {
        ByokException failure = catchThrowableOfType(ByokException.class, () -> TenantSettings.fromJson(json));
        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_FIELDS);
        return failure;
    }

    private static TenantSettings everything() {
        return TenantSettings.builder()
                .mode(KeyMode.MANAGED)
                .providerPriority("groq", "openai")
                .enabledProviders(Optional.of(Set.of("openai", "groq")))
                .disabledProviders(Set.of("xai"))
                .defaultModel("openai", "gpt-4o-mini")
                .models(ModelChoice.of(Strategy.HYBRID)
                        .withDefaultModel("openai/gpt-4o-mini")
                        .withPremiumModel("anthropic/claude-sonnet-4-5", "mock_interview")
                        .withToolCallingModel("gpt-4o")
                        .withIntentOverrides(Map.of("general_chat", "gpt-4o-mini")))
                .costLimitUsdPerRequest(Optional.of(new BigDecimal("0.05")))
                .refuseUnknownPrice(true)
                .maxTokensPerRequest(OptionalInt.of(2048))
                .fallbackChain(
                        FallbackChain.DEFAULT,
                        FallbackChain.of(
                                ChainStep.of("openai@Acme shared/gpt-4o"),
                                new ChainStep(new ModelRef("openai", null, "gpt-4o"), List.of(), false)
                                        .key("tp_1", 1)
                                        .key("Acme shared", 0.25),
                                ChainStep.platform("openai/gpt-4o-mini")))
                .allowedModels(Map.of("tp_1", Set.of("gpt-4o")))
                .weights(Map.of("tp_1", 3.0, "tp_2", 0.5))
                .quotaGroups(Map.of("acme account", Set.of("tp_1", "tp_2")))
                .platformFallback(Optional.of(PlatformFallback.WHEN_MISSING))
                .starredModels(Set.of("openai/gpt-4o"))
                .build();
    }
}
