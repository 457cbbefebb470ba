package dev.byok.providers.vendor.xai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.util.Optional;

/** xAI: chat completions of Grok models. */
public final class Xai {

    private static final String CONSOLE = "https://console.x.ai";

    private Xai() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("xai", "xAI")
                .aliases("grok")
                .docs("https://docs.x.ai/developers/rest-api-reference")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.x.ai/v1")
                .defaultModel("grok-4.3")
                .field(Field.secret("api_key", "API key").startsWith("xai-").where(CONSOLE))
                .auth(Auth.bearer("api_key"))
                .errors(XaiErrors.RULES)
                .check(LiveCheck.get("api-key", Xai::key))
                .models(OpenAiModels.at("language-models", XaiModel::read))
                .chat(OpenAiChat.with(OpenAiQuirks.none().withoutMinimalEffort()))
                .speech(new XaiSpeech(), null)
                .build();
    }

    // nothing of the reply is shown: it names the user, and a part of the key
    private static ValidationResult key(JsonNode key) {
        if (!key.has("api_key_blocked") && !key.has("acls")) {
            throw new MalformedReply("it is no description of a key");
        }
        if (key.path("api_key_blocked").asBoolean()) {
            return refused(Verdict.INVALID, ErrorCode.AUTH_FAILED, "xAI blocked this key.", "make a new one at ");
        }
        if (key.path("api_key_disabled").asBoolean()) {
            return refused(Verdict.INVALID, ErrorCode.AUTH_FAILED, "This key is disabled.", "enable it at ");
        }
        if (key.path("team_blocked").asBoolean()) {
            return refused(
                    Verdict.VALID_LIMITED,
                    ErrorCode.PERMISSION_DENIED,
                    "The key is live, but its team is blocked.",
                    "see billing and messages at ");
        }
        return ValidationResult.valid("The key works.");
    }

    private static ValidationResult refused(Verdict verdict, ErrorCode code, String message, String whatToDo) {
        return ValidationResult.of(verdict, code, message, Optional.of(whatToDo + CONSOLE));
    }
}
