package dev.byok.providers.vendor.whatsapp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.messaging.MessageReceipt;
import dev.byok.messaging.OutgoingMessage;
import dev.byok.messaging.OutgoingMessage.Template;
import dev.byok.messaging.OutgoingMessage.Text;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.MessageDialect;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code POST {version}/{phone number id}/messages}. */
final class WhatsAppMessages implements MessageDialect {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{5,20}");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[ ().-]");

    @Override
    public HttpCall encode(OutgoingMessage message, Map<String, String> fields) {
        String number = number(message);
        return HttpCall.post(WhatsApp.path(fields) + "/messages", Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("messaging_product", "whatsapp");
            json.writeStringField("recipient_type", "individual");
            json.writeStringField("to", number);
            if (message.content() instanceof Template template) {
                write(json, template);
            } else if (message.content() instanceof Text text) {
                json.writeStringField("type", "text");
                json.writeObjectFieldStart("text");
                json.writeStringField("body", text.text());
                json.writeEndObject();
            }
            json.writeEndObject();
        }));
    }

    private static void write(JsonGenerator json, Template template) throws IOException {
        json.writeStringField("type", "template");
        json.writeObjectFieldStart("template");
        json.writeStringField("name", template.name());
        json.writeObjectFieldStart("language");
        json.writeStringField("code", template.language());
        json.writeEndObject();
        if (!template.parameters().isEmpty()) {
            json.writeArrayFieldStart("components");
            json.writeStartObject();
            json.writeStringField("type", "body");
            json.writeArrayFieldStart("parameters");
            for (String parameter : template.parameters()) {
                json.writeStartObject();
                json.writeStringField("type", "text");
                json.writeStringField("text", parameter);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static String number(OutgoingMessage message) {
        String number = message.recipient()
                .map(typed -> BETWEEN_DIGITS.matcher(typed).replaceAll(""))
                .orElse("");
        if (!NUMBER.matcher(number).matches()) {
            throw ByokException.of(
                            ErrorCode.INVALID_REQUEST,
                            number.isEmpty() ? "the message has no recipient" : "the recipient is no phone number")
                    .hint("write the phone number with its country code, for example +491701234567")
                    .build();
        }
        return number;
    }

    @Override
    public MessageReceipt decode(JsonNode body) {
        String id = Json.text(body.path("messages").path(0), "id")
                .orElseThrow(() -> new MalformedReply("the message has no id"));
        return MessageReceipt.of(id, Json.text(body.path("contacts").path(0), "wa_id"));
    }
}
