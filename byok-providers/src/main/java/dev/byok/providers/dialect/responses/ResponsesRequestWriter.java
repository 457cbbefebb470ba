package dev.byok.providers.dialect.responses;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolChoice;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ExtraParameters;
import dev.byok.providers.spec.MessageJson;
import dev.byok.providers.spec.SchemaJson;
import dev.byok.providers.spec.Settings;
import java.io.IOException;
import java.util.Locale;

/** Writes one request: everything but the conversation. */
final class ResponsesRequestWriter {

    private final JsonGenerator json;
    private final ResponsesQuirks quirks;

    ResponsesRequestWriter(JsonGenerator json, ResponsesQuirks quirks) {
        this.json = json;
        this.quirks = quirks;
    }

    void write(ChatInput input) throws IOException {
        ChatRequest request = input.request();
        json.writeStartObject();
        json.writeStringField(quirks.modelMember(input.model()), input.model());
        new ResponsesInputWriter(json).write(request.messages(), instruction(request.responseFormat()));
        settings(request, input.model());
        if (!request.tools().isEmpty()) {
            tools(request);
        }
        format(request.responseFormat());
        if (!request.extra().containsKey("store")) {
            json.writeBooleanField("store", false);
        }
        if (input.stream()) {
            json.writeBooleanField("stream", true);
        }
        ExtraParameters.write(json, request.extra());
        json.writeEndObject();
    }

    private String instruction(ResponseFormat format) {
        return format.kind() == ResponseFormat.Kind.JSON && quirks.formatsAsInChat() ? Settings.JSON_INSTRUCTION : "";
    }

    private void settings(ChatRequest request, String model) throws IOException {
        if (!request.stop().isEmpty()) {
            throw ByokException.of(ErrorCode.UNSUPPORTED_CAPABILITY, "The vendor has no support for stop sequences")
                    .hint("leave the stop sequences away, or choose another vendor")
                    .build();
        }
        if (request.temperature().isPresent()) {
            json.writeNumberField("temperature", request.temperature().getAsDouble());
        }
        if (request.topP().isPresent()) {
            json.writeNumberField("top_p", request.topP().getAsDouble());
        }
        if (request.maxTokens().isPresent() || quirks.needsLimit(model)) {
            json.writeNumberField("max_output_tokens", request.maxTokens().orElse(Settings.DEFAULT_MAX_TOKENS));
        }
        if (request.reasoningEffort().isPresent()) {
            json.writeObjectFieldStart("reasoning");
            json.writeStringField(
                    "effort", request.reasoningEffort().get().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
    }

    private void tools(ChatRequest request) throws IOException {
        json.writeArrayFieldStart("tools");
        for (Tool tool : request.tools()) {
            json.writeStartObject();
            json.writeStringField("type", "function");
            MessageJson.function(json, tool);
            // strict is the default here, and takes few schemas
            json.writeBooleanField("strict", false);
            json.writeEndObject();
        }
        json.writeEndArray();
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
        if (!quirks.formatsAsInChat()) {
            json.writeStringField("type", "function");
        }
        json.writeStringField("name", choice.tool());
        json.writeEndObject();
    }

    private void format(ResponseFormat format) throws IOException {
        String schema = format.schemaJson();
        if (quirks.formatsAsInChat()) {
            if (schema != null) {
                json.writeObjectFieldStart("response_format");
                json.writeStringField("type", "json_schema");
                json.writeObjectFieldStart("json_schema");
                schema(format, schema);
                json.writeEndObject();
                json.writeEndObject();
            }
        } else if (format.kind() != ResponseFormat.Kind.TEXT) {
            json.writeObjectFieldStart("text");
            json.writeObjectFieldStart("format");
            json.writeStringField("type", schema == null ? "json_object" : "json_schema");
            if (schema != null) {
                schema(format, schema);
                json.writeBooleanField("strict", true);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private void schema(ResponseFormat format, String schema) throws IOException {
        json.writeStringField("name", format.name());
        json.writeFieldName("schema");
        SchemaJson.writeObject(json, schema, "the schema '" + format.name() + "'");
    }
}
