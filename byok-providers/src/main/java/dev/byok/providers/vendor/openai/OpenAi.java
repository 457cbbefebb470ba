package dev.byok.providers.vendor.openai;

import dev.byok.ErrorCode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiErrors;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.dialect.openai.OpenAiSpeech;
import dev.byok.providers.dialect.openai.OpenAiTranscription;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/**
 * OpenAI: chat completions and speech.
 *
 * <p>The default model is the newest small one that takes tools and a temperature here: those after it reason by
 * default, and then take neither.
 */
public final class OpenAi {

    private OpenAi() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiModels models = OpenAiModels.idsOnly("openai");
        return VendorSpec.of("openai", "OpenAI")
                .docs("https://platform.openai.com/docs/api-reference")
                .maturity(
                        Maturity.RECORDED,
                        "2026-11-21: OpenAI ends tts-1, tts-1-hd and gpt-4o-mini-tts on 2027-01-06, and whisper-1 and the"
                                + " transcribing models of gpt-4o on 2027-02-26.")
                .baseUrl("https://api.openai.com/v1")
                .defaultModel("gpt-5.4-mini")
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
                .speech(OpenAiSpeech.standard(), "gpt-4o-mini-tts")
                .transcription(
                        OpenAiTranscription.of("whisper-1"::equals, model -> model.endsWith("-diarize")),
                        "gpt-4o-mini-transcribe")
                .liveTranscription(new OpenAiLive(), "gpt-4o-mini-transcribe")
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .onLiveKey(OpenAi::isLiveKeyRefused, ErrorCode.PERMISSION_DENIED)
                // a live session may last an hour; told by a message or by the reason of a close
                .on(
                        error -> error.is("session_expired")
                                || (error.is("1001") && error.message().contains("maximum duration")),
                        ErrorCode.TIMEOUT)
                .on("unsupported_country_region_territory", ErrorCode.PERMISSION_DENIED)
                .on(
                        // an id that no model could have; one that a model could have gets 404 and a code
                        error -> error.status() == 400 && error.message().equals("invalid model ID"),
                        ErrorCode.MODEL_NOT_FOUND)
                .then(OpenAiErrors.COMMON);
    }

    // these share 401 with wrong keys, and only the text tells: a restricted key without the scope that was needed, a
    // key whose owner left the organization, a caller whose address is not on the allow list
    private static boolean isLiveKeyRefused(VendorError error) {
        String message = error.message();
        return (error.status() == 401 || error.status() == 403)
                && (message.contains("Missing scopes")
                        || message.contains("member of an organization")
                        || message.contains("IP allowlist")
                        || message.contains("IP not authorized"));
    }
}
