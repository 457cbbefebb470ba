package dev.byok.providers.vendor.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.Paths;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;
import java.util.HashMap;
import java.util.Map;

/** WhatsApp: messages of a business, over Meta's Cloud API. */
public final class WhatsApp {

    private static final String APPS = "https://developers.facebook.com/apps";
    private static final String VERSION = "v25.0";

    private static final Field PHONE_NUMBER = Field.text("phone_number_id", "Phone number ID")
            .matching("[0-9]{5,32}", "106540352242922")
            .where(APPS)
            .help("Meta's number for the sender, not the phone number itself: WhatsApp > API Setup in your app.");
    private static final Field API_VERSION = Field.text("api_version", "Graph API version")
            .matching("v[0-9]{1,3}\\.[0-9]{1,2}", VERSION)
            .advanced()
            .help("Meta's Graph API changes by version; " + VERSION + " unless said.");

    private WhatsApp() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("whatsapp", "WhatsApp")
                .aliases("whatsapp-business", "whatsapp-cloud")
                .docs("https://developers.facebook.com/docs/whatsapp/cloud-api")
                .maturity(Maturity.RECORDED, "2026-09-24: Graph API versions up to v20.0 have ended.")
                .baseUrl("https://graph.facebook.com")
                .field(Field.secret("access_token", "Access token")
                        .matching("[A-Za-z0-9._|-]{20,1024}", "EAAxxxxxxxxxxxxxxxxxxxxx")
                        .startsWith("EAA")
                        .where(APPS)
                        .help("Take the permanent token of a system user: those of API Setup end after a day."))
                .field(PHONE_NUMBER)
                .field(API_VERSION)
                .auth(Auth.bearer("access_token"))
                .errors(WhatsAppErrors.RULES)
                .check(LiveCheck.shapeOnly())
                .deepCheck(subject -> LiveCheck.ask(
                        HttpCall.get(path(subject.fields())).query("fields", "id,verified_name"), WhatsApp::number))
                .messages(new WhatsAppMessages())
                .build();
    }

    /** The version and the sender; both are checked once more. */
    static String path(Map<String, String> fields) {
        Map<String, String> whole = new HashMap<>(fields);
        whole.putIfAbsent(API_VERSION.name(), VERSION);
        return Paths.segment(whole, API_VERSION) + "/" + Paths.segment(whole, PHONE_NUMBER);
    }

    // reading the number and writing from it are two permissions
    private static ValidationResult number(JsonNode reply) {
        if (!reply.hasNonNull("id")) {
            throw new MalformedReply("there is no phone number in it");
        }
        return ValidationResult.valid(
                        "The key works for this number; whether it may send shows with the first message.")
                .withAccountName(Json.text(reply, "verified_name"));
    }
}
