package dev.byok.providers.vendor.siliconflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Hosts;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** SiliconFlow: chat completions of many open models. */
public final class SiliconFlow {

    private static final String REGION = "region";
    private static final int SUCCESS = 20000;
    private static final Pattern NOTHING_LEFT = Pattern.compile("-[0-9.]+|0+(?:\\.0*)?");

    private SiliconFlow() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("international", "https://api.siliconflow.com/v1");
        urls.put("china", "https://api.siliconflow.cn/v1");
        OpenAiModels models = OpenAiModels.idsOnly("siliconflow", "models?type=text&sub_type=chat");
        return VendorSpec.of("siliconflow", "SiliconFlow")
                .aliases("siliconcloud")
                .docs("https://docs.siliconflow.com/en/api-reference/chat-completions/chat-completions")
                .maturity(Maturity.RECORDED, null)
                .hosts(Hosts.byChoice(REGION, urls))
                .defaultModel("deepseek-ai/DeepSeek-V4-Flash")
                .field(Field.secret("api_key", "API key")
                        .startsWith("sk-")
                        .where("https://cloud.siliconflow.com/account/ak"))
                .field(Field.choice(REGION, "Region", urls.keySet().toArray(String[]::new))
                        .help("Where the key was made: siliconflow.com, or siliconflow.cn in China. A key of one is an"
                                + " invalid key for the other."))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .errorInReply(SiliconFlow::isFailure)
                .check(LiveCheck.get("user/info", SiliconFlow::account))
                .models(models)
                .chat(OpenAiChat.with(OpenAiQuirks.none()
                        .oldMaxTokens()
                        .withoutMinimalEffort()
                        .errorInReply(SiliconFlow::isFailure)))
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on("30001", ErrorCode.QUOTA_EXCEEDED)
                .on("20012", ErrorCode.MODEL_NOT_FOUND)
                // a number that stands for every unfit parameter
                .on(error -> error.is("20015") && error.message().contains("max_seq_len"), ErrorCode.CONTEXT_TOO_LONG)
                // a model that asks for a verified account; a wrong key is never told so
                .onLiveKey(SiliconFlow::isNotVerified, ErrorCode.PERMISSION_DENIED)
                .hinting(ErrorCode.AUTH_FAILED, "check the key, and that the region is the one where it was made")
                .then(OpenAiErrors.COMMON);
    }

    private static boolean isNotVerified(VendorError error) {
        return error.status() == 403 && !error.code().isEmpty();
    }

    private static boolean isFailure(JsonNode document) {
        JsonNode code = document.path("code");
        return code.isInt() && code.intValue() != SUCCESS;
    }

    // nothing of the reply is shown or kept: it names the user, with e-mail address and picture
    private static ValidationResult account(JsonNode reply) {
        String balance = reply.path("data").path("totalBalance").asText();
        if (balance.isEmpty()) {
            throw new MalformedReply("there is no balance in it");
        }
        return NOTHING_LEFT.matcher(balance).matches()
                ? ValidationResult.of(
                        Verdict.VALID_LIMITED,
                        ErrorCode.QUOTA_EXCEEDED,
                        "The key is live, but the account has no balance: only free models answer.",
                        Optional.of("recharge the account in SiliconFlow's console"))
                : ValidationResult.valid("The key works.");
    }
}
