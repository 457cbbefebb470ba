package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error as a vendor tells it. Vendors agree on hardly anything here, so this reads every shape that was seen:
 * {@code {"error":{"message","type","code"}}}, also within an array, {@code {"type":"error","error":{…}}},
 * {@code {"error":"text"}}, OAuth's {@code {"error":"code","error_description":"text"}},
 * {@code {"detail":{"status","message"}}}, {@code {"detail":"text"}}, {@code {"detail":[{"msg"}]}},
 * {@code {"fault":{"faultstring"}}}, {@code {"base_resp":{"status_code","status_msg"}}}, {@code {"message","code"}},
 * {@code {"Message","__type"}}, {@code {"description","error_code"}}, {@code {"err_msg","err_code"}},
 * {@code {"error_message","error_code"}}, {@code {"category","message"}}, {@code {"promptFeedback":{"blockReason"}}} and a
 * bare JSON string; and the finer words that Anthropic puts into {@code error.details.error_code}, Google into
 * {@code error.details[].reason} and OpenRouter into {@code error.metadata.error_type}.
 *
 * @param status the HTTP status; for an error inside a success reply the one the error names, else 0
 * @param type the vendor's error type; empty when there is none
 * @param code the vendor's error code or status word; empty when there is none or it only repeats an HTTP status
 * @param message the vendor's text, not scrubbed; empty when there is none
 * @param retryAfter how long the body asks to wait; null when it does not
 * @param body the object that holds these, for rules that need more of it; missing when the body was not JSON
 */
public record VendorError(
        int status,
        String type,
        String code,
        String message,
        @Nullable Duration retryAfter,
        JsonNode body) {

    private static final String[] WRAPPERS = {"error", "fault", "detail", "base_resp", "errors", "promptFeedback"};
    private static final String[] MESSAGES = {
        "message",
        "Message",
        "msg",
        "status_msg",
        "faultstring",
        "description",
        "blockReasonMessage",
        "err_msg",
        "error_message"
    };
    private static final Pattern SECONDS = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,9})?)s?");
    private static final int MILLIS_OF_A_SECOND = 3;

    /**
     * {@return the error of a reply}
     *
     * @param status the HTTP status, 0 when the error came inside a success reply
     * @param body the reply's body; null when it is not JSON
     */
    public static VendorError read(int status, @Nullable JsonNode body) {
        if (body == null) {
            return new VendorError(status, "", "", "", null, MissingNode.getInstance());
        }
        JsonNode whole = first(body);
        JsonNode error = whole;
        for (String wrapper : WRAPPERS) {
            JsonNode inner = whole.get(wrapper);
            if (inner != null && !inner.isNull()) {
                error = first(inner);
                break;
            }
        }
        if (!error.isTextual()) {
            return new VendorError(
                    effective(status, error), type(error), code(error), message(error), retryAfter(error), error);
        }
        String text = error.textValue();
        String description = text(whole, "error_description");
        return description.isEmpty()
                ? new VendorError(effective(status, whole), text(whole, "type"), text(whole, "code"), text, null, whole)
                : new VendorError(effective(status, whole), "", text, description, null, whole);
    }

    /**
     * {@return this error with a type that came in a header, unless the body told one}
     *
     * @param header the type; null for none
     */
    public VendorError withType(@Nullable String header) {
        return header == null || !type.isEmpty()
                ? this
                : new VendorError(status, header, code, message, retryAfter, body);
    }

    /**
     * {@return this error with the text of a body that was no JSON}
     *
     * @param text the body
     */
    public VendorError withText(String text) {
        return structured() ? this : new VendorError(status, type, code, text, retryAfter, body);
    }

    /** {@return whether the body was JSON} */
    public boolean structured() {
        return !body.isMissingNode();
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

    private static JsonNode first(JsonNode node) {
        return node.isArray() && !node.isEmpty() ? node.get(0) : node;
    }

    private static String type(JsonNode error) {
        String type = text(error, "type");
        if (type.isEmpty()) {
            type = afterHash(text(error, "__type"));
        }
        if (type.isEmpty() && !reason(error).isEmpty()) {
            type = text(error, "status");
        }
        return type.isEmpty() ? text(error.path("metadata"), "error_type") : type;
    }

    private static String code(JsonNode error) {
        String code = reason(error);
        for (String name :
                new String[] {"code", "status_code", "error_code", "status", "blockReason", "err_code", "category"}) {
            if (code.isEmpty() && !isHttpStatus(error.get(name))) {
                code = text(error, name);
            }
        }
        return code.isEmpty() ? text(error.path("details"), "error_code") : code;
    }

    // Google's finer word; another detail beside it may have none
    private static String reason(JsonNode error) {
        JsonNode details = error.path("details");
        if (details.isArray()) {
            for (JsonNode detail : details) {
                String reason = text(detail, "reason");
                if (!reason.isEmpty()) {
                    return reason;
                }
            }
        }
        return "";
    }

    private static String message(JsonNode error) {
        for (String name : MESSAGES) {
            String message = message(error.get(name), 0);
            if (!message.isEmpty()) {
                return message;
            }
        }
        return "";
    }

    // some put a list of faults, or a whole error, where the message belongs
    private static String message(@Nullable JsonNode node, int depth) {
        if (node == null || node.isNull() || depth > 3) {
            return "";
        }
        if (node.isValueNode()) {
            return node.asText();
        }
        JsonNode inner = first(node);
        if (inner.isValueNode()) {
            return inner.asText();
        }
        for (String name : new String[] {"message", "msg", "detail"}) {
            String message = message(inner.get(name), depth + 1);
            if (!message.isEmpty()) {
                return message;
            }
        }
        return "";
    }

    // inside a stream there is no other status: OpenRouter and llama.cpp have it in code, Groq in status_code
    private static int effective(int status, JsonNode error) {
        for (String name : new String[] {"code", "status_code", "error_code"}) {
            JsonNode told = error.get(name);
            if (status == 0 && told != null && isHttpStatus(told)) {
                return told.intValue();
            }
        }
        return status;
    }

    // Google: RetryInfo in details; Telegram: parameters
    private static @Nullable Duration retryAfter(JsonNode error) {
        Duration wait = seconds(text(error.path("parameters"), "retry_after"));
        for (JsonNode detail : error.path("details")) {
            if (wait == null) {
                wait = seconds(text(detail, "retryDelay"));
            }
        }
        return wait;
    }

    private static @Nullable Duration seconds(String text) {
        Matcher matcher = SECONDS.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        return Duration.ofMillis(new BigDecimal(matcher.group(1))
                .movePointRight(MILLIS_OF_A_SECOND)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact());
    }

    private static String afterHash(String type) {
        return type.substring(type.indexOf('#') + 1);
    }

    private static boolean isHttpStatus(@Nullable JsonNode code) {
        return code != null && code.isInt() && code.intValue() >= 400 && code.intValue() < 600;
    }

    private static String text(JsonNode node, String name) {
        JsonNode member = node.get(name);
        return member != null && member.isValueNode() && !member.isNull() ? member.asText() : "";
    }

    /** {@return status, type and code; no text} */
    @Override
    public String toString() {
        return "VendorError[" + status + " " + type + " " + code + "]";
    }
}
