package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An error as a vendor tells it. Vendors agree on hardly anything here, so this reads every shape that was seen:
 * {@code {"error":{"message","type","code"}}}, {@code {"type":"error","error":{…}}}, {@code {"error":"text"}},
 * {@code {"detail":{"status","message"}}}, {@code {"detail":"text"}}, {@code {"detail":[{"msg"}]}},
 * {@code {"message","code"}} and a bare JSON string; and the finer words that Anthropic puts into
 * {@code error.details.error_code} and OpenRouter into {@code error.metadata.error_type}.
 *
 * @param status the HTTP status; for an error inside a success reply the one the error names, else 0
 * @param type the vendor's error type; empty when there is none
 * @param code the vendor's error code or status word; empty when there is none or it only repeats an HTTP status
 * @param message the vendor's text, not scrubbed; empty when there is none
 * @param structured whether the body was JSON
 */
public record VendorError(int status, String type, String code, String message, boolean structured) {

    /**
     * {@return the error of a reply}
     *
     * @param status the HTTP status, 0 when the error came inside a success reply
     * @param body the reply's body; null when it is not JSON
     */
    public static VendorError read(int status, @Nullable JsonNode body) {
        if (body == null) {
            return new VendorError(status, "", "", "", false);
        }
        JsonNode error = body;
        for (String wrapper : new String[] {"error", "detail"}) {
            JsonNode inner = body.get(wrapper);
            if (inner != null && !inner.isNull()) {
                error = inner;
                break;
            }
        }
        if (error.isArray() && !error.isEmpty()) {
            error = error.get(0);
        }
        if (error.isTextual()) {
            return new VendorError(
                    effective(status, body), text(body, "type"), text(body, "code"), error.textValue(), true);
        }
        return new VendorError(effective(status, error), type(error), code(error), message(error), true);
    }

    /** {@return the vendor's code, else its type; null when it told neither} */
    public @Nullable String label() {
        return !code.isEmpty() ? code : !type.isEmpty() ? type : null;
    }

    /**
     * {@return whether code or type is this word}
     *
     * @param word a vendor's error code or type
     */
    public boolean is(String word) {
        return code.equals(word) || type.equals(word);
    }

    private static String type(JsonNode error) {
        String type = text(error, "type");
        return type.isEmpty() ? text(error.path("metadata"), "error_type") : type;
    }

    private static String code(JsonNode error) {
        String code = isHttpStatus(error.get("code")) ? "" : text(error, "code");
        if (code.isEmpty()) {
            code = text(error, "status");
        }
        return code.isEmpty() ? text(error.path("details"), "error_code") : code;
    }

    private static String message(JsonNode error) {
        String message = text(error, "message");
        return message.isEmpty() ? text(error, "msg") : message;
    }

    // inside a stream there is no other status: OpenRouter and llama.cpp have it in code, Groq in status_code
    private static int effective(int status, JsonNode error) {
        for (String name : new String[] {"code", "status_code"}) {
            JsonNode told = error.get(name);
            if (status == 0 && isHttpStatus(told)) {
                return told.intValue();
            }
        }
        return status;
    }

    private static boolean isHttpStatus(@Nullable JsonNode code) {
        return code != null && code.isInt() && code.intValue() >= 400 && code.intValue() < 600;
    }

    private static String text(JsonNode node, String name) {
        JsonNode member = node.get(name);
        return member != null && member.isValueNode() && !member.isNull() ? member.asText() : "";
    }
}
