package dev.byok.providers.vendor.rime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;

/** Rime: speech. Its errors are plain text and nothing more, so their words have to tell what a status does not. */
public final class Rime {

    private Rime() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("rime", "Rime")
                .docs("https://docs.rime.ai")
                .maturity(Maturity.RECORDED, "2026-08-15: requests for the model arcana are served by coda.")
                .baseUrl("https://users.rime.ai")
                .field(Field.secret("api_key", "API key").where("https://app.rime.ai/tokens"))
                .auth(Auth.bearer("api_key"))
                .errors(errors())
                // asks which words of a text are unknown to the voices, which costs nothing
                .check(subject -> new LiveCheck.Step.Ask(
                        HttpCall.post("oov", Json.write(json -> {
                            json.writeStartObject();
                            json.writeStringField("text", "cli");
                            json.writeEndObject();
                        })),
                        reply -> new LiveCheck.Step.Known(
                                reply.failed() != null ? reply.failed() : words(reply.body()))))
                .speech(new RimeSpeech(), "mistv3")
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                .on(error -> says(error, "invalid api key"), ErrorCode.AUTH_FAILED)
                .on(
                        error -> says(error, "empty apikey") || says(error, "missing headers"),
                        ErrorCode.PERMISSION_DENIED,
                        "the key did not arrive: check what stands between here and Rime")
                .on(error -> says(error, "invalid subscription"), ErrorCode.QUOTA_EXCEEDED)
                .onLiveKey(
                        error -> error.status() == 403 && error.message().contains("access forbidden"),
                        ErrorCode.PERMISSION_DENIED);
    }

    private static boolean says(VendorError error, String words) {
        return error.status() == 401 && error.message().contains(words);
    }

    private static ValidationResult words(JsonNode body) {
        if (!body.isArray()) {
            throw new MalformedReply("there is no list of words");
        }
        return ValidationResult.valid("The key works.");
    }
}
