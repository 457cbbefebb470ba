package dev.byok.providers.dialect.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.ToolChoice;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ExtraParameters;
import dev.byok.providers.spec.MessageJson;
import dev.byok.providers.spec.SchemaJson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes one request. */
final class OpenAiRequestWriter {

    private final JsonGenerator json;
    private final OpenAiQuirks quirks;

    OpenAiRequestWriter(JsonGenerator json, OpenAiQuirks quirks) {
        this.json = json;
        this.quirks = quirks;
    }

    void write(ChatInput input) throws IOException {
        ChatRequest request = input.request();
        for (OpenAiLack lack : quirks.lacks()) {
            lack.requireUnused(request);
        }
        json.writeStartObject();
        json.writeStringField("model", input.model());
        json.writeArrayFieldStart("messages");
        for (Message message : request.messages()) {
            message(message);
        }
        json.writeEndArray();
        settings(request);
        if (!request.tools().isEmpty() && !isHiddenByChoice(request)) {
            tools(request);
        }
        responseFormat(request.responseFormat());
        if (input.stream()) {
            json.writeBooleanField("stream", true);
            if (quirks.asksForStreamUsage()) {
                json.writeObjectFieldStart("stream_options");
                json.writeBooleanField("include_usage", true);
                json.writeEndObject();
            }
        }
        flags(request);
        ExtraParameters.write(json, request.extra());
        json.writeEndObject();
    }

    private void message(Message message) throws IOException {
        json.writeStartObject();
        if (message instanceof Message.SystemMessage system) {
            json.writeStringField("role", "system");
            json.writeStringField("content", system.text());
        } else if (message instanceof Message.UserMessage user) {
            json.writeStringField("role", "user");
            json.writeFieldName("content");
            content(user.parts());
        } else if (message instanceof Message.AssistantMessage assistant) {
            assistant(assistant);
        } else if (message instanceof Message.ToolMessage tool) {
            json.writeStringField("role", "tool");
            json.writeStringField("tool_call_id", tool.toolCallId());
            json.writeStringField("content", tool.text());
        }
        json.writeEndObject();
    }

    private void content(List<Part> parts) throws IOException {
        // who takes no images has no lists of parts either
        if (parts.size() > 1 && quirks.lacks().contains(OpenAiLack.IMAGES)) {
            json.writeString(
                    parts.stream().map(part -> ((Part.Text) part).text()).collect(Collectors.joining("\n")));
        } else {
            MessageJson.content(json, parts);
        }
    }

    private void assistant(Message.AssistantMessage assistant) throws IOException {
        json.writeStringField("role", "assistant");
        if (assistant.text() == null) {
            json.writeNullField("content");
        } else {
            json.writeStringField("content", assistant.text());
        }
        if (quirks.wantsReasoningInHistory()) {
            json.writeStringField("reasoning_content", "");
        }
        if (!assistant.toolCalls().isEmpty()) {
            MessageJson.toolCalls(json, assistant.toolCalls());
        }
    }

    private void settings(ChatRequest request) throws IOException {
        if (request.temperature().isPresent() && name("temperature")) {
            json.writeNumber(request.temperature().getAsDouble());
        }
        if (request.topP().isPresent() && name("top_p")) {
            json.writeNumber(request.topP().getAsDouble());
        }
        if (request.maxTokens().isPresent() && name("max_completion_tokens")) {
            json.writeNumber(request.maxTokens().getAsInt());
        }
        if (request.seed().isPresent() && name("seed")) {
            json.writeNumber(request.seed().getAsLong());
        }
        if (!request.stop().isEmpty() && name("stop")) {
            json.writeStartArray();
            for (String text : request.stop()) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
        if (thinkingIsOff(request)) {
            json.writeObjectFieldStart("thinking");
            json.writeStringField("type", "disabled");
            json.writeEndObject();
        } else if (request.reasoningEffort().isPresent() && name("reasoning_effort")) {
            json.writeString(quirks.word(request.reasoningEffort().get()));
        }
    }

    private boolean thinkingIsOff(ChatRequest request) {
        if (request.extra().containsKey("thinking")) {
            return false;
        }
        boolean least = request.reasoningEffort()
                .filter(effort -> effort == ReasoningEffort.MINIMAL)
                .isPresent();
        return (quirks.hasThinkingSwitch() && least) || (quirks.forcesToolsWithoutThinking() && forcesATool(request));
    }

    private static boolean forcesATool(ChatRequest request) {
        return request.toolChoice()
                .filter(choice -> choice.mode() == ToolChoice.Mode.REQUIRED || choice.mode() == ToolChoice.Mode.NAMED)
                .isPresent();
    }

    private void flags(ChatRequest request) throws IOException {
        for (Map.Entry<String, Boolean> flag : quirks.flags().entrySet()) {
            if (!request.extra().containsKey(flag.getKey())) {
                json.writeBooleanField(flag.getKey(), flag.getValue());
            }
        }
    }

    /** Begins a member, unless the vendor has none for this setting. */
    private boolean name(String setting) throws IOException {
        String name = quirks.name(setting);
        if (name == null) {
            return false;
        }
        json.writeFieldName(name);
        return true;
    }

    // where calls cannot be forbidden, not to know of the tools comes to the same
    private boolean isHiddenByChoice(ChatRequest request) {
        return quirks.lacks().contains(OpenAiLack.TOOL_CHOICE)
                && request.toolChoice()
                        .filter(choice -> choice.mode() == ToolChoice.Mode.NONE)
                        .isPresent();
    }

    private void tools(ChatRequest request) throws IOException {
        MessageJson.tools(json, request.tools());
        if (request.toolChoice().isPresent()) {
            toolChoice(request.toolChoice().get());
        }
    }

    private void toolChoice(ToolChoice choice) throws IOException {
        if (choice.tool() == null) {
            json.writeStringField("tool_choice", choice.mode().name().toLowerCase(Locale.ROOT));
            return;
        }
        json.writeObjectFieldStart("tool_choice");
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", choice.tool());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void responseFormat(ResponseFormat format) throws IOException {
        if (format.kind() == ResponseFormat.Kind.TEXT) {
            return;
        }
        json.writeObjectFieldStart("response_format");
        if (format.schemaJson() == null) {
            json.writeStringField("type", "json_object");
        } else {
            json.writeStringField("type", "json_schema");
            json.writeObjectFieldStart("json_schema");
            json.writeStringField("name", format.name());
            json.writeBooleanField("strict", true);
            json.writeFieldName("schema");
            SchemaJson.writeObject(json, format.schemaJson(), "the schema '" + format.name() + "'");
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
