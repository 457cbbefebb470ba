package dev.byok.providers.vendor.gladia;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;

/** Gladia: transcription, of files and live. A live session is asked for by HTTP; its URL holds a token of its own. */
public final class Gladia {

    private Gladia() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("gladia", "Gladia")
                .docs("https://docs.gladia.io/api-reference")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.gladia.io")
                .field(Field.secret("api_key", "API key").where("https://app.gladia.io/account"))
                .auth(Auth.header("x-gladia-key", "api_key"))
                .errors(ErrorRules.defaults()
                        // a session that is over, and other sessions that are not to be tried again
                        .on("4403", ErrorCode.CANCELLED)
                        .on(error -> error.code().matches("44[0-9]{2}"), ErrorCode.INVALID_REQUEST))
                .check(LiveCheck.get("v2/pre-recorded?limit=1", Gladia::items))
                .transcription(new GladiaTranscription(), "solaria-1")
                .liveTranscription(new GladiaLive(), "solaria-1")
                .build();
    }

    private static ValidationResult items(JsonNode body) {
        if (!body.path("items").isArray()) {
            throw new MalformedReply("there is no list of items");
        }
        return ValidationResult.valid("The key works.");
    }
}
