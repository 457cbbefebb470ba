package dev.byok.providers.vendor.resemble;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.Hosts;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.providers.spec.VoiceList;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;
import java.util.List;

/** Resemble AI: speech, which is made at another host than everything else. */
public final class Resemble {

    static final String SYNTHESIS = "synthesis";

    private Resemble() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("resemble", "Resemble AI")
                .docs("https://docs.resemble.ai")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://app.resemble.ai/api/v2")
                .host(SYNTHESIS, Hosts.at("https://f.cluster.resemble.ai"))
                .field(Field.secret("api_key", "API key").where("https://app.resemble.ai/account/api"))
                .auth(Auth.bearer("api_key"))
                .errorInReply(body -> !body.path("success").asBoolean(true))
                .check(LiveCheck.get("account", Resemble::account))
                .voices(new VoiceList(
                        "voices?page_size=100",
                        "/items",
                        "uuid",
                        "name",
                        List.of("default_language", "status"),
                        VoiceList.numbered("page", 1, "/num_pages")))
                .speech(new ResembleSpeech(), null)
                .build();
    }

    private static ValidationResult account(JsonNode body) {
        if (!body.path("success").asBoolean()) {
            throw new MalformedReply("it does not say that it succeeded");
        }
        return ValidationResult.valid("The key works.");
    }
}
