package dev.byok.providers.vendor.zai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiLack;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Hosts;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Z.AI, in China BigModel: chat completions of the GLM models.
 *
 * <p>The vendor answers 400 to a choice of tools other than {@code auto}, knows JSON without a schema, and looks at one
 * stop sequence. Such requests are refused before they are sent: left out, a forced call would turn into a text that
 * nobody is ready for.
 */
public final class Zai {

    private static final String REGION = "region";
    private static final String ENDPOINT_TYPE = "endpoint_type";
    private static final String CHINA = "china";
    private static final String CODING = "coding";

    // 429, all of them: no money or no resource package; the plan's limit of hours, its end, its limit of weeks or
    // months
    private static final Set<String> USED_UP = Set.of("1113", "1304", "1308", "1309", "1310");
    private static final Set<String> ACCOUNT_CLOSED = Set.of("1110", "1111", "1112", "1120", "1121");
    private static final Set<String> NOT_IN_THE_PLAN = Set.of("1220", "1311");

    private Zai() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiModels models = OpenAiModels.idsOnly("zai");
        OpenAiQuirks quirks = OpenAiQuirks.none()
                .oldMaxTokens()
                .without("seed")
                .effortsUpToMax()
                .lacking(OpenAiLack.TOOL_CHOICE, OpenAiLack.JSON_SCHEMA, OpenAiLack.SEVERAL_STOPS)
                .usageUnasked()
                .errorInReply(Zai::isFailure);
        return VendorSpec.of("zai", "Z.AI")
                .aliases("z.ai", "z-ai", "zhipu", "bigmodel", "glm")
                .docs("https://docs.z.ai/api-reference/introduction")
                .maturity(Maturity.RECORDED, null)
                .hosts(Hosts.within(List.of("api.z.ai", "open.bigmodel.cn"), Zai::baseUrl)
                        .withStandard())
                .defaultModel("glm-4.7")
                .field(Field.secret("api_key", "API key").where("https://z.ai/manage-apikey/apikey-list"))
                .field(Field.choice(REGION, "Region", "international", CHINA)
                        .help(
                                "Where the key was made: z.ai, or bigmodel.cn in China. A key of one is an invalid key for"
                                        + " the other."))
                .field(Field.choice(ENDPOINT_TYPE, "Endpoint type", "common", CODING)
                        .help("What the key is paid by: balance (common), or a GLM coding plan (coding). With the other"
                                + " one the vendor reports insufficient balance."))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .errorInReply(Zai::isFailure)
                .check(LiveCheck.listing(models))
                .models(models)
                .chat(OpenAiChat.with(quirks))
                .build();
    }

    private static String baseUrl(Map<String, String> fields) {
        String host = CHINA.equals(fields.get(REGION)) ? "https://open.bigmodel.cn" : "https://api.z.ai";
        return host + (CODING.equals(fields.get(ENDPOINT_TYPE)) ? "/api/coding/paas/v4" : "/api/paas/v4");
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on(error -> USED_UP.contains(error.code()), ErrorCode.QUOTA_EXCEEDED)
                .on(error -> ACCOUNT_CLOSED.contains(error.code()), ErrorCode.PERMISSION_DENIED)
                .onLiveKey(error -> NOT_IN_THE_PLAN.contains(error.code()), ErrorCode.PERMISSION_DENIED)
                .on("1211", ErrorCode.MODEL_NOT_FOUND)
                .on("1234", ErrorCode.PROVIDER_UNAVAILABLE)
                .on("1261", ErrorCode.CONTEXT_TOO_LONG)
                .on("1301", ErrorCode.CONTENT_BLOCKED)
                .on("1302", ErrorCode.RATE_LIMITED)
                .on("1303", ErrorCode.RATE_LIMITED)
                .on("1305", ErrorCode.RATE_LIMITED)
                .on("1312", ErrorCode.PROVIDER_UNAVAILABLE)
                .on(error -> error.status() == 434, ErrorCode.PERMISSION_DENIED)
                .hinting(ErrorCode.AUTH_FAILED, "check the key, and that the region is the one where it was made")
                .then(OpenAiErrors.COMMON);
    }

    // paths beside the documented ones answer a wrong key so, with 200; and what a model said before it lost its own
    // connection is no answer
    private static boolean isFailure(JsonNode document) {
        JsonNode success = document.path("success");
        return (success.isBoolean() && !success.booleanValue())
                || "network_error"
                        .equals(document.path("choices")
                                .path(0)
                                .path("finish_reason")
                                .textValue());
    }
}
