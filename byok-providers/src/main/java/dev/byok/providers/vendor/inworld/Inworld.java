package dev.byok.providers.vendor.inworld;

import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.providers.spec.VoiceList;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import java.util.List;

/** Inworld AI: speech. A key is copied from the portal as it is: it is encoded already. */
public final class Inworld {

    private Inworld() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        VoiceList voices = new VoiceList(
                "voices/v1/voices",
                "/voices",
                "voiceId",
                "displayName",
                List.of("description", "langCode", "languages", "tags", "source"),
                VoiceList.Paging.NONE);
        return VendorSpec.of("inworld", "Inworld AI")
                .docs("https://docs.inworld.ai/api-reference")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.inworld.ai")
                .field(Field.secret("api_key", "API key (Base64)").where("https://platform.inworld.ai/api-keys"))
                .auth(Auth.scheme("Basic", "api_key"))
                .errors(errors())
                .check(voices.check("The key works."))
                .voices(voices)
                .speech(new InworldSpeech(), "inworld-tts-1.5-max")
                .build();
    }

    // codes of gRPC; inside a stream there is nothing else to go by, and a stream began with a key that was taken
    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on(
                        error -> error.is("16") && error.status() != 401,
                        ErrorCode.PERMISSION_DENIED,
                        "test the key, and check that it may use this")
                .onLiveKey(error -> error.is("7"), ErrorCode.PERMISSION_DENIED)
                .on("8", ErrorCode.RATE_LIMITED)
                .on("3", ErrorCode.INVALID_REQUEST)
                .on("5", ErrorCode.INVALID_REQUEST)
                .on("4", ErrorCode.TIMEOUT)
                .on("13", ErrorCode.PROVIDER_UNAVAILABLE)
                .on("14", ErrorCode.PROVIDER_UNAVAILABLE);
    }
}
