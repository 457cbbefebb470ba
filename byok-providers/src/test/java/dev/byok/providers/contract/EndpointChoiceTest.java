package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.ValidationResult;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where vendors with several platforms are asked; a test server stands for one platform only. */
final class EndpointChoiceTest {

    @Test
    void followsTheEndpointTypeOfMoonshot() {
        VendorSpec moonshot = Contract.of("moonshot").vendor();

        assertThat(host(moonshot, Map.of())).isEqualTo("https://api.moonshot.ai/v1");
        assertThat(host(moonshot, Map.of("endpoint_type", "international"))).isEqualTo("https://api.moonshot.ai/v1");
        assertThat(host(moonshot, Map.of("endpoint_type", "china"))).isEqualTo("https://api.moonshot.cn/v1");
        assertThat(host(moonshot, Map.of("endpoint_type", "kimi-code"))).isEqualTo("https://api.kimi.com/coding/v1");
    }

    @Test
    void asksKimiCodeForItsModelsBecauseAMembershipHasNoBalance() {
        VendorSpec moonshot = Contract.of("moonshot").vendor();

        assertThat(ask(moonshot, Map.of("endpoint_type", "kimi-code")).call().path())
                .isEqualTo("models");
        assertThat(ask(moonshot, Map.of("endpoint_type", "china")).call().path())
                .isEqualTo("users/me/balance");
    }

    @Test
    void followsRegionAndEndpointTypeOfZai() {
        VendorSpec zai = Contract.of("zai").vendor();

        assertThat(host(zai, Map.of())).isEqualTo("https://api.z.ai/api/paas/v4");
        assertThat(host(zai, Map.of("endpoint_type", "coding"))).isEqualTo("https://api.z.ai/api/coding/paas/v4");
        assertThat(host(zai, Map.of("region", "china"))).isEqualTo("https://open.bigmodel.cn/api/paas/v4");
        assertThat(host(zai, Map.of("region", "china", "endpoint_type", "coding")))
                .isEqualTo("https://open.bigmodel.cn/api/coding/paas/v4");
    }

    @Test
    void followsTheRegionOfSiliconFlow() {
        VendorSpec siliconFlow = Contract.of("siliconflow").vendor();

        assertThat(host(siliconFlow, Map.of())).isEqualTo("https://api.siliconflow.com/v1");
        assertThat(host(siliconFlow, Map.of("region", "china"))).isEqualTo("https://api.siliconflow.cn/v1");
    }

    @Test
    void keepsNothingOfTheUserThatSiliconFlowNames() {
        Contract siliconFlow = Contract.of("siliconflow");
        JsonNode reply = HttpFile.read(siliconFlow.file("check", "valid.http")).json();

        LiveCheck.Step step = ask(siliconFlow.vendor(), Map.of()).then().apply(new LiveCheck.Reply(reply, null, null));

        ValidationResult result = ((LiveCheck.Step.Known) step).result();
        assertThat(result.accountName()).isEmpty();
        assertThat(result.toString()).doesNotContain("Some Body", "some.body", "userFAKE");
    }

    @Test
    void asksAnotherHostOfNovelAiAboutTheAccount() {
        VendorSpec novelAi = Contract.of("novelai").vendor();

        HttpCall call = ask(novelAi, Map.of()).call();

        assertThat(novelAi.host(call.place().host()).of(Map.of())).isEqualTo("https://api.novelai.net");
        assertThat(host(novelAi, Map.of())).isEqualTo("https://text.novelai.net/oa/v1");
    }

    private static String host(VendorSpec vendor, Map<String, String> fields) {
        return vendor.hosts().of(fields);
    }

    private static LiveCheck.Step.Ask ask(VendorSpec vendor, Map<String, String> fields) {
        return (LiveCheck.Step.Ask) vendor.check().start(new LiveCheck.Subject(fields, Set.of("api_key")));
    }
}
