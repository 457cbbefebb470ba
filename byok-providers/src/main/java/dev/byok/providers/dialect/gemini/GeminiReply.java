package dev.byok.providers.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatAccumulator;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.FinishReason;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;

/** Reads a whole answer, and what a streamed one shares with it. A whole answer is a stream of one chunk. */
final class GeminiReply {

    private GeminiReply() {}

    static ChatCompletion read(JsonNode root) {
        requireAnswer(root);
        JsonNode candidate = root.path("candidates").path(0);
        if (!candidate.hasNonNull("content") && !candidate.hasNonNull("finishReason")) {
            throw new MalformedReply("there is no candidates[0]");
        }
        ChatAccumulator answer = new ChatAccumulator();
        new GeminiStream().read(root, answer::add);
        return answer.completion();
    }

    /** Throws when it is an error or a blocked prompt. */
    static void requireAnswer(JsonNode root) {
        // an error may stand in an array, where the answer of a stream without events would
        JsonNode first = root.isArray() ? root.path(0) : root;
        ErrorInReply.requireNone(first, GeminiErrors::isBlocked);
        if (!root.isObject()) {
            throw new MalformedReply("it is no object");
        }
    }

    static FinishReason finishReason(String reason) {
        return switch (reason) {
            case "STOP" -> FinishReason.STOP;
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "SAFETY",
                    "RECITATION",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "MODEL_ARMOR",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> FinishReason.CONTENT_FILTER;
            // calls that cannot be read among them: the answer ended without being one
            default -> FinishReason.OTHER;
        };
    }

    /** A call of a function; models before Gemini 3 give it no id. */
    static ChatEvent.ToolCallDelta toolCall(JsonNode call, int index) {
        String name = Json.textOrNull(call, "name");
        if (name == null) {
            throw new MalformedReply("a function call has no name");
        }
        JsonNode args = call.get("args");
        return new ChatEvent.ToolCallDelta(
                index,
                Json.text(call, "id").filter(id -> !id.isEmpty()).orElse("call_" + index),
                name,
                args == null || args.isNull() ? "{}" : args.toString());
    }
}
