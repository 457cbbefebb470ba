package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.Credentials;
import dev.byok.spi.PlanPolicy;
import dev.byok.spi.Timeouts;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanGateTest {

    private final Bench bench = new Bench();

    @Test
    void aPlanWithoutOwnKeysSavesNone() {
        String id = bench.credentials.connect(Bench.openAi(Bench.KEY)).id();
        bench.plans = (tenant, provider) -> !provider.equals("openai");

        Bench.failure(ErrorCode.PLAN_BLOCKS_BYOK, () -> bench.credentials.connect(Bench.openAi(Bench.OTHER_KEY)));
        Bench.failure(
                ErrorCode.PLAN_BLOCKS_BYOK, () -> bench.credentials.rotate(id, Map.of("api_key", Bench.OTHER_KEY)));
        Bench.failure(ErrorCode.PLAN_BLOCKS_BYOK, () -> bench.credentials.edit(id, Map.of("organization", "org-1")));

        assertThat(bench.opened(id, "api_key")).isEqualTo(Bench.KEY);
        // what is there can still be looked at and removed
        assertThat(bench.credentials.list()).hasSize(1);
        bench.credentials.purge(id);
    }

    @Test
    void ownEndpointsHaveAGateOfTheirOwn() {
        Credentials credentials = new TenantCredentials(
                Bench.TENANT,
                new CredentialService(
                        new ProviderCatalog(List.of(bench.openAi, bench.customLlm)),
                        bench.store,
                        bench.sealer,
                        bench.vault,
                        bench.clock,
                        new SecureRandom(),
                        bench.events::add,
                        Timeouts.DEFAULT,
                        new PlanGate(new NoEndpoints()),
                        bench.listed));

        String id = credentials.connect(Bench.openAi(Bench.KEY)).id();
        Bench.failure(
                ErrorCode.PLAN_BLOCKS_BYOK,
                () -> credentials.connect(
                        Bench.openAi(Bench.KEY).label("proxy").field("base_url", "https://proxy.example")));
        Bench.failure(
                ErrorCode.PLAN_BLOCKS_BYOK,
                () -> credentials.edit(id, Map.of("base_url", "https://proxy.example", "api_key", Bench.OTHER_KEY)));
        Bench.failure(
                ErrorCode.PLAN_BLOCKS_BYOK,
                () -> credentials.connect(CredentialInput.of("custom-llm").field("api_key", Bench.KEY)));

        assertThat(credentials.list()).hasSize(1);
    }

    private static final class NoEndpoints implements PlanPolicy {

        @Override
        public boolean allowsOwnKeys(String tenant, String provider) {
            return true;
        }

        @Override
        public boolean allowsCustomEndpoints(String tenant, String provider) {
            return false;
        }
    }
}
