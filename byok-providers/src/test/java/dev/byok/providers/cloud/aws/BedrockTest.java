package dev.byok.providers.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.providers.dialect.converse.ConverseChat;
import dev.byok.providers.spec.ChatDialect;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Bedrock is, and that nothing a customer enters leads elsewhere. */
final class BedrockTest {

    private static final BedrockModels MODELS = BedrockModels.of("aws-nova", "amazon", "amazon.nova-");
    private static final VendorSpec VENDOR =
            Bedrock.vendor("aws-nova", "Amazon Nova", MODELS).build();
    private static final ChatDialect CHAT =
            BedrockChat.of(ConverseChat.at(Bedrock.path("converse", "converse-stream")));

    @ParameterizedTest
    @CsvSource({
        "us-east-1, us-east-1.amazonaws.com",
        "ap-southeast-2, ap-southeast-2.amazonaws.com",
        "il-central-1, il-central-1.amazonaws.com",
        "us-gov-west-1, us-gov-west-1.amazonaws.com",
        "cn-north-1, cn-north-1.amazonaws.com.cn",
        "eusc-de-east-1, eusc-de-east-1.amazonaws.eu",
        "us-iso-east-1, us-iso-east-1.c2s.ic.gov",
        "us-isob-east-1, us-isob-east-1.sc2s.sgov.gov",
        "us-isof-south-1, us-isof-south-1.csp.hci.ic.gov",
        "eu-isoe-west-1, eu-isoe-west-1.cloud.adc-e.uk"
    })
    void hasTwoHostsInEveryRegion(String region, String domain) {
        Map<String, String> fields = Map.of("region", region);

        assertThat(VENDOR.hosts().of(fields)).isEqualTo("https://bedrock-runtime." + domain);
        assertThat(VENDOR.host("control").of(fields)).isEqualTo("https://bedrock." + domain);
        assertThat(VENDOR.info().schema().field("region").orElseThrow().matches(region))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "evil.example/#",
                "evil.example/",
                "evil.example?",
                "us-east-1.evil.example",
                "us-east-1@evil.example",
                "evil.s3",
                "x.us-east-1",
                "..",
                "us-east-1/..",
                "us-east-1\n",
                "\nus-east-1",
                "us-east-1\r\nx-evil: 1",
                "US-EAST-1",
                "us-east-1 ",
                "us\u2010east-1",
                "us-east-1%2F",
                "us-east"
            })
    void refusesWhatIsNoRegion(String region) {
        ByokException failure =
                catchThrowableOfType(ByokException.class, () -> VENDOR.hosts().of(Map.of("region", region)));

        assertThat(failure.code()).isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
        assertThat(failure.toString()).doesNotContain("evil");
        assertThat(VENDOR.info().schema().field("region").orElseThrow().matches(region))
                .isFalse();
    }

    @Test
    void refusesACredentialWithoutARegion() {
        assertThat(catchThrowableOfType(
                                ByokException.class, () -> VENDOR.hosts().of(Map.of()))
                        .code())
                .isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "amazon.nova-lite-v1:0, amazon.nova-lite-v1:0",
        "us.amazon.nova-lite-v1:0, us.amazon.nova-lite-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0,"
                + " arn:aws:bedrock:us-east-1:123456789012:inference-profile%2Fus.amazon.nova-lite-v1:0",
        "a/../b, a%2F..%2Fb"
    })
    void putsAModelIntoOneSegment(String model, String segment) {
        assertThat(call(model, false).path()).isEqualTo("model/" + segment + "/converse");
        assertThat(call(model, true).path()).isEqualTo("model/" + segment + "/converse-stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ".", "..", "/", "/a", "evil.example/#", "a?b", "a b", "a\nb", "a\r\nb", "a%2e", "é"})
    void refusesWhatIsNoModel(String model) {
        ByokException failure = catchThrowableOfType(ByokException.class, () -> call(model, false));

        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void asksForFramesWhenItStreams() {
        assertThat(call("m", true).headers())
                .containsExactly(new HttpCall.Header("Accept", "application/vnd.amazon.eventstream"));
        assertThat(call("m", false).headers()).isEmpty();
    }

    @Test
    void listsModelsOnTheControlHost() {
        assertThat(MODELS.page(Map.of(), null).place().host()).isEqualTo("control");
        assertThat(MODELS.page(Map.of(), "{\"models\":[]}").place().host()).isEqualTo("control");
    }

    /** Field lesson T49: a key that is good in its region was checked in another one, and refused. */
    @ParameterizedTest
    @ValueSource(strings = {"eu-central-1", "us-gov-west-1"})
    void checksAKeyInItsOwnRegion(String region) {
        Map<String, String> fields = Map.of("region", region);
        LiveCheck.Subject subject = new LiveCheck.Subject(fields, Set.of("api_key"));

        HttpCall asked = ((LiveCheck.Step.Ask) VENDOR.check().start(subject)).call();

        assertThat(asked.method()).isEqualTo("GET");
        assertThat(VENDOR.host(asked.place().host()).of(fields))
                .isEqualTo("https://bedrock." + region + ".amazonaws.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"bytes\":1}", "{\"bytes\":\"*\"}", "{\"bytes\":null}", "[]", "no JSON"})
    void refusesAChunkThatHoldsNoEvent(String payload) {
        Assertions.assertThatThrownBy(() -> BedrockChat.invoking(CHAT)
                        .newStreamReader()
                        .accept("chunk", payload.getBytes(StandardCharsets.UTF_8), event -> {}))
                .isInstanceOf(MalformedReply.class);
    }

    private static HttpCall call(String model, boolean stream) {
        ChatRequest request = ChatRequest.builder().message(Message.user("Hi")).build();
        return CHAT.encode(new ChatInput(request, model, stream, Map.of("region", "us-east-1")));
    }
}
