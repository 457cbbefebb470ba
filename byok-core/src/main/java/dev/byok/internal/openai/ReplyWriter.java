package dev.byok.internal.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.chat.FinishReason;
import dev.byok.chat.Usage;
import org.jspecify.annotations.Nullable;

/** Writes answers, pieces of answers and errors. */
public final class ReplyWriter {

    private ReplyWriter() {}

    /**
     * {@return a whole answer as JSON}
     *
     * @param answer the answer
     * @param id the member {@code id}
     * @param created when it was made, in seconds since 1970
     * @param model the member {@code model}
     */
    public static String completion(ChatCompletion answer, String id, long created, String model) {
        ObjectNode body = head(id, "chat.completion", created, model);
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", answer.text().isEmpty() && !answer.toolCalls().isEmpty() ? null : answer.text());
        message.putNull("refusal");
        if (!answer.reasoning().isEmpty()) {
            message.put("reasoning_content", answer.reasoning());
        }
        if (!answer.toolCalls().isEmpty()) {
            RequestWriter.toolCalls(message.putArray("tool_calls"), answer.toolCalls());
        }
        choice.put("finish_reason", word(answer.finishReason())).putNull("logprobs");
        if (answer.usage().known()) {
            usage(body.putObject("usage"), answer.usage());
        }
        return body.toString();
    }

    /**
     * {@return a piece of an answer as JSON; null for events that have none}
     *
     * @param event the event
     * @param first whether it is the first piece, which names the role
     * @param id the member {@code id}
     * @param created when the answer began, in seconds since 1970
     * @param model the member {@code model}
     */
    public static @Nullable String chunk(ChatEvent event, boolean first, String id, long created, String model) {
        ObjectNode body = head(id, "chat.completion.chunk", created, model);
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        ObjectNode delta = choice.putObject("delta");
        if (first) {
            delta.put("role", "assistant");
        }
        choice.putNull("finish_reason");
        if (event instanceof ChatEvent.Text text) {
            delta.put("content", text.text());
        } else if (event instanceof ChatEvent.Reasoning reasoning) {
            delta.put("reasoning_content", reasoning.text());
        } else if (event instanceof ChatEvent.ToolCallDelta call) {
            toolCall(delta.putArray("tool_calls").addObject(), call);
        } else if (event instanceof ChatEvent.Finished finished) {
            choice.put("finish_reason", word(finished.reason()));
        } else {
            return null;
        }
        return body.toString();
    }

    /**
     * {@return the piece after the last, which has the figures}
     *
     * @param usage the figures
     * @param id the member {@code id}
     * @param created when the answer began, in seconds since 1970
     * @param model the member {@code model}
     */
    public static String usageChunk(Usage usage, String id, long created, String model) {
        ObjectNode body = head(id, "chat.completion.chunk", created, model);
        body.putArray("choices");
        usage(body.putObject("usage"), usage);
        return body.toString();
    }

    /**
     * {@return an error as JSON}
     *
     * @param failure what went wrong
     */
    public static String error(ByokException failure) {
        ObjectNode body = StrictJson.object();
        ObjectNode error = body.putObject("error");
        String hint = failure.hint().orElse(null);
        error.put("message", failure.summary() + (hint == null ? "" : " (" + hint + ")"));
        error.put("type", type(failure.code()))
                .putNull("param")
                .put("code", failure.code().id());
        return body.toString();
    }

    private static ObjectNode head(String id, String object, long created, String model) {
        return StrictJson.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private static void toolCall(ObjectNode json, ChatEvent.ToolCallDelta call) {
        json.put("index", call.index());
        if (call.id() != null) {
            json.put("id", call.id()).put("type", "function");
        }
        ObjectNode function = json.putObject("function");
        if (call.name() != null) {
            function.put("name", call.name());
        }
        function.put("arguments", call.arguments());
    }

    private static void usage(ObjectNode json, Usage usage) {
        json.put("prompt_tokens", usage.inputTokens())
                .put("completion_tokens", usage.outputTokens())
                .put("total_tokens", usage.totalTokens());
        json.putObject("prompt_tokens_details").put("cached_tokens", usage.cachedInputTokens());
        json.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoningTokens());
    }

    private static String word(FinishReason reason) {
        return switch (reason) {
            // clients know four words, and take the answer for unfinished when there is none
            case STOP, OTHER -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    private static String type(ErrorCode code) {
        return switch (code.httpStatus()) {
            case 401 -> "authentication_error";
            case 402 -> "insufficient_quota";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> code.httpStatus() < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
