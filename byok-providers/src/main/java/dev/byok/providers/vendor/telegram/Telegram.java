package dev.byok.providers.vendor.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;

/** Telegram: messages of a bot. */
public final class Telegram {

    static final Field CHAT = Field.text("chat_id", "Default chat")
            .matching("-?[0-9]{1,19}|@[A-Za-z][A-Za-z0-9_]{3,31}", "-1001234567890")
            .optional()
            .help(
                    "Messages that name no recipient go to this chat: its number, or @ and the name of a public channel.");

    private Telegram() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        return VendorSpec.of("telegram", "Telegram")
                .aliases("telegram-bot")
                .docs("https://core.telegram.org/bots/api")
                .maturity(Maturity.RECORDED, null)
                .baseUrl("https://api.telegram.org")
                .field(Field.secret("bot_token", "Bot token")
                        .matching("[0-9]{5,16}:[A-Za-z0-9_-]{30,64}", "123456789:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
                        .where("https://t.me/BotFather"))
                .field(CHAT)
                .auth(Auth.path("bot", "bot_token"))
                .errors(errors())
                .errorInReply(body -> !body.path("ok").asBoolean(true))
                .check(LiveCheck.shapeOnly())
                .deepCheck(LiveCheck.get("getMe", Telegram::bot))
                .messages(new TelegramMessages())
                .build();
    }

    private static ErrorRules errors() {
        return ErrorRules.defaults()
                // there are no methods here that it does not have: it does not know a token of that form
                .on(error -> error.status() == 404 && error.body().has("ok"), ErrorCode.AUTH_FAILED)
                .on(
                        error -> error.status() == 400 && error.message().endsWith("chat not found"),
                        ErrorCode.INVALID_REQUEST,
                        "check the chat id; people and groups have to write to the bot or add it first")
                .on(
                        error -> error.status() == 403 && error.structured(),
                        ErrorCode.PERMISSION_DENIED,
                        "the bot may not write to this chat: it was blocked, removed, or never spoken to");
    }

    private static ValidationResult bot(JsonNode reply) {
        JsonNode bot = reply.path("result");
        if (!bot.path("is_bot").asBoolean()) {
            throw new MalformedReply("there is no bot in it");
        }
        return ValidationResult.valid("The key works.")
                .withAccountName(Json.text(bot, "username").map(name -> "@" + name));
    }
}
