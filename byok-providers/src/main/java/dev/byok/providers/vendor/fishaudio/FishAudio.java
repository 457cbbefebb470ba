package dev.byok.providers.vendor.fishaudio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;

/** Fish Audio: speech. Its list of voices is public, so a key is checked by the account's credit. */
public final class FishAudio {

    private FishAudio() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("fish-audio", "Fish Audio")
                .docs("https://docs.fish.audio/api-reference/introduction")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.fish.audio")
                .field(Field.secret("api_key", "API key").where("https://fish.audio/app/api-keys"))
                .auth(Auth.bearer("api_key"))
                .check(LiveCheck.get("wallet/self/api-credit", FishAudio::credit))
                .voices(new FishAudioVoices())
                .speech(new FishAudioSpeech(), "s2.1-pro")
                .build();
    }

    private static ValidationResult credit(JsonNode body) {
        if (!body.hasNonNull("credit")) {
            throw new MalformedReply("there is no credit in it");
        }
        return ValidationResult.valid("The key works.");
    }
}
