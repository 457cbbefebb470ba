package dev.byok.providers.vendor.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Hosts;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;

/** fal: speech of other makers' models. Its list of models is public, so a key is checked by a list of prices. */
public final class Fal {

    private static final String PLATFORM = "platform";
    private static final HttpCall PRICES =
            HttpCall.get("v1/models/pricing?endpoint_id=fal-ai/wizper").on(PLATFORM);

    private Fal() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("fal", "fal")
                .aliases("fal-ai")
                .docs("https://docs.fal.ai")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://fal.run")
                .host(PLATFORM, Hosts.at("https://api.fal.ai"))
                .field(Field.secret("api_key", "API key").where("https://fal.ai/dashboard/keys"))
                .auth(Auth.scheme("Key", "api_key"))
                .errors(ErrorRules.defaults()
                        .on(Fal::isBalance, ErrorCode.QUOTA_EXCEEDED)
                        .onLiveKey(Fal::isLocked, ErrorCode.PERMISSION_DENIED))
                .check(subject -> new LiveCheck.Step.Ask(
                        PRICES,
                        reply -> new LiveCheck.Step.Known(
                                reply.failed() != null ? reply.failed() : prices(reply.body()))))
                .speech(new FalSpeech(), "fal-ai/minimax/speech-02-hd")
                .transcription(new FalTranscription(), "fal-ai/whisper")
                .build();
    }

    // every lock of an account is a 403 with a text and nothing more
    private static boolean isBalance(VendorError error) {
        return isLocked(error) && error.message().contains("Exhausted balance");
    }

    private static boolean isLocked(VendorError error) {
        return error.status() == 403 && error.message().startsWith("User is locked");
    }

    private static ValidationResult prices(JsonNode body) {
        if (!body.path("prices").isArray()) {
            throw new MalformedReply("there is no list of prices");
        }
        return ValidationResult.valid("The key works.");
    }
}
