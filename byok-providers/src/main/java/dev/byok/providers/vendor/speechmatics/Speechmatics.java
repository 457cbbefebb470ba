package dev.byok.providers.vendor.speechmatics;

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

/** Speechmatics: transcription, of files and live, and speech. Jobs live in the region that took them. */
public final class Speechmatics {

    /** The host of live sessions. */
    static final String REALTIME = "realtime";

    /** The host that speaks. */
    static final String SPEECH = "speech";

    private Speechmatics() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        Map<String, String> batch = new LinkedHashMap<>();
        batch.put("eu", "https://eu1.asr.api.speechmatics.com/v2");
        batch.put("us", "https://us1.asr.api.speechmatics.com/v2");
        Map<String, String> realtime = new LinkedHashMap<>();
        realtime.put("eu", "https://eu.rt.speechmatics.com/v2");
        realtime.put("us", "https://us.rt.speechmatics.com/v2");
        return VendorSpec.of("speechmatics", "Speechmatics")
                .docs("https://docs.speechmatics.com/api-ref")
                .maturity(
                        Maturity.RECORDED,
                        "2026-11-21: speech is a preview, in English alone; Speechmatics keeps its texts and audio.")
                .hosts(Hosts.byChoice("region", batch))
                .host(REALTIME, Hosts.byChoice("region", realtime))
                .host(SPEECH, Hosts.at("https://preview.tts.speechmatics.com"))
                .field(Field.secret("api_key", "API key").where("https://portal.speechmatics.com/settings/api-keys"))
                .field(Field.choice("region", "Region", "eu", "us")
                        .optional()
                        .help("Where audio is sent to. A key of another region looks like a wrong one."))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                .check(LiveCheck.get("jobs?limit=1", Speechmatics::jobs))
                .speech(new SpeechmaticsSpeech(), null)
                .transcription(new SpeechmaticsTranscription(), "enhanced")
                .liveTranscription(new SpeechmaticsLive(), "enhanced")
                .build();
    }

    // types of live sessions, and the close codes that stand for them
    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .hinting(ErrorCode.AUTH_FAILED, "check the key, and that the region is the one where it was made")
                .on(error -> error.is("not_authorised") || error.is("4001"), ErrorCode.AUTH_FAILED)
                .onLiveKey(error -> error.is("not_allowed") || error.is("4003"), ErrorCode.PERMISSION_DENIED)
                .on(error -> error.is("invalid_model") || error.is("4004"), ErrorCode.MODEL_NOT_FOUND)
                // connections at once, whatever it is called
                .on(error -> error.is("quota_exceeded") || error.is("4005"), ErrorCode.RATE_LIMITED)
                .on(error -> error.is("timelimit_exceeded") || error.is("4006"), ErrorCode.QUOTA_EXCEEDED)
                .on(error -> error.is("idle_timeout") || error.is("session_timeout"), ErrorCode.TIMEOUT)
                .on(
                        error -> error.type().startsWith("invalid_")
                                || error.is("protocol_error")
                                || error.is("1003")
                                || error.is("1008"),
                        ErrorCode.INVALID_REQUEST)
                // a job that was not taken, for what is in it
                .on("rejected", ErrorCode.INVALID_REQUEST)
                .on("data_error", ErrorCode.INVALID_REQUEST);
    }

    private static ValidationResult jobs(JsonNode body) {
        if (!body.path("jobs").isArray()) {
            throw new MalformedReply("there is no list of jobs");
        }
        return ValidationResult.valid("The key works.");
    }
}
