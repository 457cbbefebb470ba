package dev.byok.providers.vendor.customvoice;

import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;

/**
 * A server of the customer's own that speaks.
 *
 * <p>Either every call brings the whole URL to post to, or the credential has one. A failure is told as it is.
 */
public final class CustomVoice {

    private CustomVoice() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("custom-voice", "Custom voice")
                .aliases("custom-tts")
                .maturity(Maturity.RECORDED, null)
                .field(Field.secret("api_key", "Bearer token")
                        .optional()
                        .help("Leave it blank for a server that asks for none."))
                .field(Field.url("base_url", "URL")
                        .optional()
                        .help(
                                "Where speech is posted to, for example https://voice.example.com/tts. Leave it blank when"
                                        + " every call brings its own URL."))
                .auth(Auth.optionalBearer("api_key"))
                .endpointPerCall()
                // the contract has nothing to ask but to speak, which may cost
                .check(LiveCheck.shapeOnly())
                .speech(new CustomVoiceSpeech(), null)
                .build();
    }
}
