package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.HttpCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the fields of an Azure credential lead. */
final class AzureOpenAiTest {

    private static final Contract CONTRACT = Contract.of("azure-openai");

    @ParameterizedTest
    @CsvSource({
        "https://my-resource.openai.azure.com, https://my-resource.openai.azure.com/openai",
        "https://my-resource.openai.azure.com/, https://my-resource.openai.azure.com/openai",
        "https://my-resource.openai.azure.com/openai, https://my-resource.openai.azure.com/openai",
        "https://my-resource.openai.azure.com/openai/v1/, https://my-resource.openai.azure.com/openai",
        "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21,"
                + " https://r.openai.azure.com/openai",
        "https://r.services.ai.azure.com/api/projects/p, https://r.services.ai.azure.com/api/projects/p/openai",
        "https://openai.azure-api.net/openai-eu, https://openai.azure-api.net/openai-eu/openai",
        "https://r.openai.azure.cn, https://r.openai.azure.cn/openai"
    })
    void bringsAnEndpointIntoForm(String typed, String baseUrl) {
        assertThat(complete(Map.of("base_url", typed))).containsEntry("base_url", baseUrl);
    }

    @Test
    void leavesToThePolicyWhatIsNoEndpoint() {
        for (String typed : List.of("https://r.example.com/a?b=c", "https://r.example.com#x", "no url", "https:///")) {
            assertThat(complete(Map.of("base_url", typed))).containsEntry("base_url", typed);
        }
    }

    @Test
    void readsAnEndpointOfAnyLength() {
        String typed = "https://r.example.com" + "/a".repeat(100_000);

        assertThat(complete(Map.of("base_url", typed + "//"))).containsEntry("base_url", typed + "/openai");
    }

    @Test
    void pinsTheCredentialToItsDeployment() {
        assertThat(complete(Map.of("deployment_id", "new", "model", "old"))).containsEntry("model", "new");
        assertThat(complete(Map.of())).isEmpty();
    }

    @Test
    void findsAResourceInItsCloud() {
        assertThat(host(Map.of("resource_name", "My-Resource")))
                .isEqualTo("https://my-resource.openai.azure.com/openai");
        assertThat(host(Map.of("resource_name", "r", "cloud", "us-government")))
                .isEqualTo("https://r.openai.azure.us/openai");
    }

    @Test
    void leadsToNoOtherHost() {
        for (String resource :
                List.of("evil.example/#", "evil.example/x?", "a@evil.example/", "a.b", "r:443/", "", "a b")) {
            assertThatThrownBy(() -> host(Map.of("resource_name", resource)))
                    .isInstanceOfSatisfying(
                            ByokException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED));
        }
    }

    @Test
    void putsTheDeploymentIntoThePathOfADatedVersion() {
        assertThat(chat("2024-10-21")).isEqualTo("deployments/some-model/chat/completions?api-version=2024-10-21");
        assertThat(models("2024-10-21")).isEqualTo("models?api-version=2024-10-21");
    }

    @Test
    void knowsThePreviewOfTheV1Api() {
        assertThat(chat("preview")).isEqualTo("v1/chat/completions?api-version=preview");
        assertThat(models("preview")).isEqualTo("v1/models?api-version=preview");
        assertThat(chat("v1")).isEqualTo("v1/chat/completions");
    }

    private static Map<String, String> complete(Map<String, String> fields) {
        return CONTRACT.vendor().completion().apply(fields);
    }

    private static String host(Map<String, String> fields) {
        return CONTRACT.vendor().hosts().of(fields);
    }

    private static String chat(String version) {
        HttpCall call = CONTRACT.chat()
                .encode(new ChatInput(
                        ChatCase.BASIC.given(), ChatCase.MODEL, false, new HashMap<>(Map.of("api_version", version))));
        return call.path();
    }

    private static String models(String version) {
        return CONTRACT.vendor()
                .models()
                .page(Map.of("api_version", version), null)
                .path();
    }
}
