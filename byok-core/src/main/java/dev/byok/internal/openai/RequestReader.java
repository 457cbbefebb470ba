package dev.byok.internal.openai;

import static dev.byok.internal.openai.StrictJson.member;
import static dev.byok.internal.openai.StrictJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a request. */
public final class RequestReader {

    /** What a body says. */
    public record Read(
            @Nullable String model,
            ChatRequest request,
            boolean stream,
            boolean streamUsage,
            Map<String, Object> own) {}

    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "tools",
            "tool_choice",
            "response_format",
            "temperature",
            "top_p",
            "stop",
            "max_tokens",
            "max_completion_tokens",
            "seed",
            "reasoning_effort",
            "n",
            "stream",
            "stream_options");

    private final JsonNode body;
    private final ChatRequest.Builder request = ChatRequest.builder();

    private RequestReader(JsonNode body) {
        this.body = body;
    }

    /**
     * {@return what a body says}
     *
     * @param json a chat-completions request
     * @param own members that are the caller's, kept apart from the request
     */
    public static Read read(String json, Set<String> own) {
        try {
            return new RequestReader(StrictJson.read(json)).read(own);
        } catch (Misfit | IllegalArgumentException e) {
            // the messages of builders and of this package name rules
            throw ByokException.of(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()))
                    .hint("send a body as in OpenAI's API reference, \"Create chat completion\"")
                    .build();
        }
    }

    private Read read(Set<String> ownNames) {
        JsonNode messages = member(body, "messages");
        if (messages == null || !messages.isArray()) {
            throw new Misfit("messages", "is missing or not a list");
        }
        request.messages(MessageReader.all(messages));
        settings();
        tools();
        responseFormat();
        JsonNode choices = member(body, "n");
        if (choices != null && !(choices.isIntegralNumber() && choices.intValue() == 1)) {
            throw new Misfit("n", "is not 1: one answer to a request is all that every vendor gives");
        }
        Map<String, Object> own = others(ownNames);
        JsonNode options = member(body, "stream_options");
        return new Read(
                text(body, "model", ""),
                request.build(),
                StrictJson.flag(body, "stream"),
                options != null && StrictJson.flag(options, "include_usage"),
                own);
    }

    private void settings() {
        JsonNode temperature = number("temperature");
        if (temperature != null) {
            request.temperature(temperature.doubleValue());
        }
        JsonNode topP = number("top_p");
        if (topP != null) {
            request.topP(topP.doubleValue());
        }
        // the newer name counts where a client sends both
        JsonNode most =
                member(body, "max_completion_tokens") == null ? whole("max_tokens") : whole("max_completion_tokens");
        if (most != null) {
            request.maxTokens(most.canConvertToInt() ? most.intValue() : Integer.MAX_VALUE);
        }
        JsonNode seed = whole("seed");
        if (seed != null) {
            request.seed(seed.longValue());
        }
        stop();
        reasoningEffort();
    }

    private @Nullable JsonNode number(String name) {
        JsonNode value = member(body, name);
        if (value != null && !value.isNumber()) {
            throw new Misfit(name, "is not a number");
        }
        return value;
    }

    private @Nullable JsonNode whole(String name) {
        JsonNode value = number(name);
        if (value != null && !value.canConvertToExactIntegral()) {
            throw new Misfit(name, "is not a whole number");
        }
        return value;
    }

    private void stop() {
        JsonNode stop = member(body, "stop");
        if (stop == null) {
            return;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : stop.isArray() ? stop : List.of(stop)) {
            if (!text.isTextual()) {
                throw new Misfit("stop", "is neither a text nor a list of texts");
            }
            texts.add(text.textValue());
        }
        request.stop(texts.toArray(String[]::new));
    }

    private void reasoningEffort() {
        String word = text(body, "reasoning_effort", "");
        if (word != null) {
            request.reasoningEffort(
                    switch (word) {
                        case "none", "minimal" -> ReasoningEffort.MINIMAL;
                        case "low" -> ReasoningEffort.LOW;
                        case "medium" -> ReasoningEffort.MEDIUM;
                        case "high", "xhigh" -> ReasoningEffort.HIGH;
                        default -> throw new Misfit("reasoning_effort", "is none of minimal, low, medium and high");
                    });
        }
    }

    private void tools() {
        JsonNode tools = member(body, "tools");
        int index = 0;
        for (JsonNode tool : tools == null ? List.<JsonNode>of() : tools) {
            String path = "tools[" + index++ + "].function.";
            JsonNode function = tool.path("function");
            JsonNode parameters = member(function, "parameters");
            if (parameters != null && !parameters.isObject()) {
                throw new Misfit(path + "parameters", "is not a JSON object");
            }
            request.tool(new Tool(
                    StrictJson.requireText(function, "name", path),
                    text(function, "description", path),
                    parameters == null ? "{\"type\":\"object\",\"properties\":{}}" : parameters.toString()));
        }
        JsonNode choice = member(body, "tool_choice");
        if (choice != null) {
            request.toolChoice(toolChoice(choice));
        }
    }

    private static ToolChoice toolChoice(JsonNode choice) {
        if (choice.isObject()) {
            return ToolChoice.of(StrictJson.requireText(choice.path("function"), "name", "tool_choice.function."));
        }
        return switch (choice.asText().toLowerCase(Locale.ROOT)) {
            case "auto" -> ToolChoice.AUTO;
            case "none" -> ToolChoice.NONE;
            case "required" -> ToolChoice.REQUIRED;
            default -> throw new Misfit("tool_choice", "is none of auto, none, required and a function");
        };
    }

    private void responseFormat() {
        JsonNode format = member(body, "response_format");
        if (format == null) {
            return;
        }
        String type = StrictJson.requireText(format, "type", "response_format.");
        switch (type) {
            case "text" -> request.responseFormat(ResponseFormat.TEXT);
            case "json_object" -> request.responseFormat(ResponseFormat.JSON);
            case "json_schema" -> {
                JsonNode named = format.path("json_schema");
                JsonNode schema = member(named, "schema");
                if (schema == null || !schema.isObject()) {
                    throw new Misfit("response_format.json_schema.schema", "is missing or not a JSON object");
                }
                request.responseFormat(ResponseFormat.jsonSchema(
                        StrictJson.requireText(named, "name", "response_format.json_schema."), schema.toString()));
            }
            default -> throw new Misfit("response_format.type", "is none of text, json_object and json_schema");
        }
    }

    /** What this package does not know goes to the vendor; what the caller calls its own does not. */
    private Map<String, Object> others(Set<String> ownNames) {
        Map<String, Object> own = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : body.properties()) {
            Object value = StrictJson.plain(entry.getValue());
            if (value == null || KNOWN.contains(entry.getKey())) {
                continue;
            }
            if (ownNames.contains(entry.getKey())) {
                own.put(entry.getKey(), value);
            } else {
                request.extra(entry.getKey(), value);
            }
        }
        return own;
    }
}
