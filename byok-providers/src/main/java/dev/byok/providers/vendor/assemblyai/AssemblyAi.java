package dev.byok.providers.vendor.assemblyai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Hosts;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** AssemblyAI: transcription, of files and live, and speech. Its header holds the key alone, without a scheme. */
public final class AssemblyAi {

    /** The host of live sessions. */
    static final String STREAMING = "streaming";

    /** The host that speaks. */
    static final String SPEECH = "speech";

    private AssemblyAi() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("assemblyai", "AssemblyAI")
                .docs("https://www.assemblyai.com/docs/api-reference/overview")
                .maturity(Maturity.RECORDED, null)
                .hosts(Hosts.byChoice(
                        "region", ordered("us", "https://api.assemblyai.com", "eu", "https://api.eu.assemblyai.com")))
                .host(
                        STREAMING,
                        Hosts.byChoice(
                                "region",
                                ordered(
                                        "us",
                                        "https://streaming.assemblyai.com",
                                        "eu",
                                        "https://streaming.eu.assemblyai.com")))
                .host(
                        SPEECH,
                        Hosts.byChoice(
                                "region",
                                ordered(
                                        "us",
                                        "https://tts.us.assemblyai.com/v1/openai",
                                        "eu",
                                        "https://tts.eu.assemblyai.com/v1/openai")))
                .field(Field.secret("api_key", "API key").where("https://www.assemblyai.com/dashboard/api-keys"))
                .field(Field.choice("region", "Region", "us", "eu")
                        .optional()
                        .help("Where audio and texts are sent to; a key works in both regions."))
                .auth(Auth.header("Authorization", "api_key"))
                .errors(errors())
                .check(LiveCheck.get("v2/transcript?limit=1", AssemblyAi::transcripts))
                .speech(new AssemblyAiSpeech(), "assemblyai-tts-1")
                .transcription(new AssemblyAiTranscription(), "universal-3-pro")
                .liveTranscription(new AssemblyAiLive(), "universal-streaming-english")
                .build();
    }

    // an empty account is a plain 400, and 1008 is every refused live session, also "Unauthorized Connection: Too many
    // concurrent sessions" to a good key: only the texts tell, and none of them is enough to call a key bad
    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on(
                        error -> (error.status() == 400 || error.is("1008"))
                                && (error.message().contains("account balance")
                                        || error.message().contains("Insufficient funds")),
                        ErrorCode.QUOTA_EXCEEDED)
                .on(
                        error -> error.is("1008") && error.message().contains("Too many concurrent sessions"),
                        ErrorCode.RATE_LIMITED)
                .on(
                        error -> error.is("1008"),
                        ErrorCode.PERMISSION_DENIED,
                        "test the key, and look at the account: live sessions are refused alike for both")
                // of speech
                .on("insufficient_funds", ErrorCode.QUOTA_EXCEEDED)
                .on("model_not_found", ErrorCode.MODEL_NOT_FOUND)
                .on(
                        error -> error.is("missing_authorization"),
                        ErrorCode.PERMISSION_DENIED,
                        "the key did not arrive: check what stands between here and AssemblyAI")
                .on("3006", ErrorCode.INVALID_REQUEST)
                .on("3007", ErrorCode.INVALID_REQUEST)
                .on("3008", ErrorCode.TIMEOUT)
                .on("3009", ErrorCode.RATE_LIMITED);
    }

    private static ValidationResult transcripts(JsonNode body) {
        if (!body.path("transcripts").isArray()) {
            throw new MalformedReply("there is no list of transcripts");
        }
        return ValidationResult.valid("The key works.");
    }

    private static Map<String, String> ordered(String first, String firstUrl, String second, String secondUrl) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put(first, firstUrl);
        map.put(second, secondUrl);
        return map;
    }
}
