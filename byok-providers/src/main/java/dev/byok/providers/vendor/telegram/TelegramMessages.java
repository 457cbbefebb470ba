package dev.byok.providers.vendor.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.messaging.MessageReceipt;
import dev.byok.messaging.OutgoingMessage;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.MessageDialect;
import dev.byok.providers.spec.VendorError;
import java.util.Map;
import java.util.Optional;

/** {@code POST sendMessage}. */
final class TelegramMessages implements MessageDialect {

    @Override
    public HttpCall encode(OutgoingMessage message, Map<String, String> fields) {
        String chat = chat(message, fields);
        if (!(message.content() instanceof OutgoingMessage.Text content)) {
            throw ByokException.of(ErrorCode.UNSUPPORTED_CAPABILITY, "Telegram has no templates")
                    .hint("send the text itself")
                    .build();
        }
        return HttpCall.post("sendMessage", Json.write(json -> {
            json.writeStartObject();
            json.writeStringField("chat_id", chat);
            json.writeStringField("text", content.text());
            json.writeEndObject();
        }));
    }

    private static String chat(OutgoingMessage message, Map<String, String> fields) {
        String chat = message.recipient().orElse(fields.get(Telegram.CHAT.name()));
        if (chat == null || !Telegram.CHAT.matches(chat)) {
            throw ByokException.of(
                            ErrorCode.INVALID_REQUEST,
                            chat == null ? "the message has no recipient" : "the recipient is no Telegram chat")
                    .hint("name a chat by its number, for example -1001234567890, or a public channel as @name")
                    .build();
        }
        return chat;
    }

    @Override
    public MessageReceipt decode(JsonNode body) {
        JsonNode message = body.path("result");
        long id = Json.number(message, "message_id").orElseThrow(() -> new MalformedReply("the message has no id"));
        Optional<String> chat = Json.number(message.path("chat"), "id").stream()
                .mapToObj(Long::toString)
                .findFirst();
        return MessageReceipt.of(Long.toString(id), chat);
    }

    // a group that became a supergroup
    @Override
    public Optional<String> movedTo(VendorError error) {
        return Json.number(error.body().path("parameters"), "migrate_to_chat_id").stream()
                .mapToObj(Long::toString)
                .findFirst();
    }
}
