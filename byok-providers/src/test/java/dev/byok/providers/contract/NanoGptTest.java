package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** NanoGPT's other endpoint type, which the contract's cases leave open. */
final class NanoGptTest {

    private static final Contract CONTRACT = Contract.of("nanogpt");

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @Test
    void hasABaseUrlForEachEndpointType() {
        assertThat(endpoint(Map.of())).isEqualTo("https://nano-gpt.com/api/v1");
        assertThat(endpoint(Map.of("endpoint_type", "pay-per-use"))).isEqualTo("https://nano-gpt.com/api/v1");
        assertThat(endpoint(Map.of("endpoint_type", "subscription")))
                .isEqualTo("https://nano-gpt.com/api/subscription/v1");
    }

    @Test
    void asksForTheSubscriptionWhenItPays() {
        SERVER.reply(200, "application/json", "{\"active\":true,\"state\":\"active\"}");

        ValidationResult result = check();

        assertThat(result.verdict()).isEqualTo(Verdict.VALID);
        assertThat(SERVER.taken().getTarget()).isEqualTo("/api/subscription/v1/usage");
    }

    @Test
    void saysWhenThereIsNoSubscriptionToPay() {
        SERVER.reply(200, "application/json", "{\"active\":false,\"state\":\"inactive\"}");

        ValidationResult result = check();

        assertThat(result.verdict()).isEqualTo(Verdict.VALID_LIMITED);
        assertThat(result.code()).contains(ErrorCode.QUOTA_EXCEEDED);
        assertThat(result.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("pay-per-use"));
    }

    @Test
    void learnsNothingFromAReplyWithoutASubscription() {
        for (int i = 0; i < 3; i++) {
            SERVER.reply(200, "application/json", "{\"status\":\"ok\"}");
        }

        assertThat(check().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void findsABadKeyByTheSubscription() {
        SERVER.reply(401, "application/json", "{\"error\":{\"message\":\"Invalid API key\"}}");

        assertThat(check().verdict()).isEqualTo(Verdict.INVALID);
    }

    private static String endpoint(Map<String, String> fields) {
        return CONTRACT.vendor().hosts().of(fields);
    }

    private static ValidationResult check() {
        ProviderCredential credential = FakeKeys.credential(
                CONTRACT,
                Map.of("endpoint_type", "subscription", "base_url", SERVER.origin() + "/api/subscription/v1"));
        return SERVER.provider(CONTRACT).validator().validate(credential, Loopback.context());
    }
}
