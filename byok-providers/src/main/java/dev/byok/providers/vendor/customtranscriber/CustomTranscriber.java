package dev.byok.providers.vendor.customtranscriber;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import java.util.Map;

/**
 * A server of the customer's own that writes down live audio over a WebSocket: binary frames with PCM at 16 kHz go in, JSON
 * with texts comes out.
 */
public final class CustomTranscriber {

    private CustomTranscriber() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("custom-transcriber", "Custom Transcriber")
                .maturity(Maturity.RECORDED, null)
                .field(Field.secret("api_key", "Bearer token")
                        .optional()
                        .help("Leave it blank for a server that asks for none."))
                .field(Field.url("base_url", "URL")
                        .optional()
                        .help(
                                "The whole URL of the WebSocket, for example wss://stt.example.com/listen. Leave it blank when"
                                        + " every call brings its own URL."))
                .auth(Auth.optionalBearer("api_key"))
                .endpointPerCall()
                .completing(CustomTranscriber::requireSocket)
                .errors(errors())
                .check(subject -> new LiveCheck.Step.Known(
                        LiveCheck.nothingToAsk("A session has to be opened to try the endpoint, so nothing is asked.")))
                .liveTranscription(new CustomTranscriberLive(), null)
                .build();
    }

    // the server's own word for a failure is a sentence, nothing to tell cases apart by
    private static ErrorRules errors() {
        return ErrorRules.defaults().on(error -> error.status() == 404, ErrorCode.ENDPOINT_UNREACHABLE);
    }

    private static Map<String, String> requireSocket(Map<String, String> fields) {
        String url = fields.get(VendorSpec.BASE_URL);
        if (url != null && !url.regionMatches(true, 0, "ws", 0, 2)) {
            throw ByokException.of(ErrorCode.INVALID_FIELDS, "base_url: the URL of a transcriber begins with wss://")
                    .provider("custom-transcriber")
                    .hint("enter the URL of the WebSocket")
                    .build();
        }
        return fields;
    }
}
