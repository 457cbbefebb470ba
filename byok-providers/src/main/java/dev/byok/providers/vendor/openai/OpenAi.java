package dev.byok.providers.vendor.openai;

import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/** OpenAI: chat completions. */
public final class OpenAi {

    private OpenAi() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiModels models = OpenAiModels.idsOnly("openai");
        return VendorSpec.of("openai", "OpenAI")
                .docs("https://platform.openai.com/docs/api-reference")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.openai.com/v1")
                .defaultModel("gpt-4o-mini")
                .field(Field.secret("api_key", "API key")
                        .startsWith("sk-")
                        .where("https://platform.openai.com/api-keys"))
                .field(
                        Field.text("organization_id", "Organization ID")
                                .advanced()
                                .startsWith("org-")
                                .help("Bills usage to this organization instead of the key's default one."),
                        "OpenAI-Organization")
                .field(
                        Field.text("project_id", "Project ID")
                                .advanced()
                                .startsWith("proj_")
                                .help("Bills usage to this project."),
                        "OpenAI-Project")
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .check(LiveCheck.listing(models))
                .models(models)
                .chat(OpenAiChat.with(OpenAiQuirks.none()))
                .build();
    }

    // a restricted key without the scope for the model list answers 401 or 403 and has no code of its own for it
    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .onLiveKey(
                        error -> (error.status() == 401 || error.status() == 403)
                                && error.message().contains("Missing scopes"),
                        ErrorCode.PERMISSION_DENIED)
                .on("unsupported_country_region_territory", ErrorCode.PERMISSION_DENIED)
                .then(OpenAiErrors.COMMON);
    }
}
