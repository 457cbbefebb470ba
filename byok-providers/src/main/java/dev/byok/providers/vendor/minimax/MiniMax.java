package dev.byok.providers.vendor.minimax;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.Hosts;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import java.util.LinkedHashMap;
import java.util.Map;

/** MiniMax: chat completions. */
public final class MiniMax {

    private static final String REGION = "region";

    private MiniMax() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        OpenAiModels models = OpenAiModels.idsOnly("minimax");
        OpenAiQuirks quirks = OpenAiQuirks.none()
                // else what the model thinks stands in the answer, between <think> tags
                .sending("reasoning_split", true)
                .thinkingSwitch()
                .without("reasoning_effort", "seed")
                .errorInReply(MiniMax::hasFailed);
        return VendorSpec.of("minimax", "MiniMax")
                .docs("https://platform.minimax.io/docs/api-reference/text-chat-openai")
                .maturity(Maturity.RECORDED, null)
                .hosts(Hosts.byChoice(REGION, hosts()))
                .defaultModel("MiniMax-M3")
                .field(Field.secret("api_key", "API key")
                        .where("https://platform.minimax.io/user-center/basic-information/interface-key"))
                .field(Field.choice(REGION, "Region", hosts().keySet().toArray(String[]::new))
                        .help("Where the key was made: platform.minimax.io or platform.minimaxi.com. With the other"
                                + " region MiniMax calls a right key invalid."))
                .auth(Auth.bearer("api_key"))
                .errors(MiniMaxErrors.RULES)
                .errorInReply(MiniMax::hasFailed)
                .check(LiveCheck.listing(models))
                .models(models)
                .chat(OpenAiChat.with(quirks))
                .speech(new MiniMaxSpeech(MiniMax::hasFailed), "speech-2.8-turbo")
                .build();
    }

    private static Map<String, String> hosts() {
        Map<String, String> hosts = new LinkedHashMap<>();
        hosts.put("international", "https://api.minimax.io/v1");
        hosts.put("china", "https://api.minimaxi.com/v1");
        return hosts;
    }

    // every failure may come with status 200
    private static boolean hasFailed(JsonNode body) {
        return body.path("base_resp").path("status_code").asInt() != 0;
    }
}
