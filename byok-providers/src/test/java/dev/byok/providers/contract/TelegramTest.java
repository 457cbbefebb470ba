package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.messaging.MessageReceipt;
import dev.byok.messaging.OutgoingMessage;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.spi.Capability;
import dev.byok.spi.MessagesClient;
import dev.byok.spi.ProviderCredential;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only Telegram does: default chats, and groups that get another id. */
final class TelegramTest {

    private static final Contract TELEGRAM = Contract.of("telegram");
    private static final String MOVED = "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: group chat was"
            + " upgraded to a supergroup chat\",\"parameters\":{\"migrate_to_chat_id\":-1009876543210}}";
    private static final String SENT =
            "{\"ok\":true,\"result\":{\"message_id\":5,\"chat\":{\"id\":-1009876543210},\"date\":1790000000}}";

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @Test
    void sendsToTheChatThatAGroupMovedToAndTellsIt() {
        SERVER.reply(400, "application/json", MOVED);
        SERVER.reply(200, "application/json", SENT);

        MessageReceipt receipt = client().send(OutgoingMessage.text("-4711", "Hello"), Loopback.context());

        assertThat(receipt.movedTo()).contains("-1009876543210");
        assertThat(receipt.recipient()).contains("-1009876543210");
        assertThat(receipt.messageId()).isEqualTo("5");
        assertThat(body(SERVER.taken())).isEqualTo("{\"chat_id\":\"-4711\",\"text\":\"Hello\"}");
        assertThat(body(SERVER.taken())).isEqualTo("{\"chat_id\":\"-1009876543210\",\"text\":\"Hello\"}");
        assertThat(SERVER.untaken()).isZero();
    }

    @Test
    void tellsTheNewChatAlsoWhenItTakesNoMessageEither() {
        SERVER.reply(400, "application/json", MOVED);
        SERVER.reply(
                403,
                "application/json",
                "{\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: bot was kicked\"}");

        ByokException failure = failure(OutgoingMessage.text("-4711", "Hello"));

        assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(failure.hint()).contains("the recipient has a new id, to which it was sent: -1009876543210");
    }

    @Test
    void followsOnlyOnce() {
        SERVER.reply(400, "application/json", MOVED);
        SERVER.reply(400, "application/json", MOVED);

        ByokException failure = failure(OutgoingMessage.text("-4711", "Hello"));

        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        SERVER.taken();
        SERVER.taken();
        assertThat(SERVER.untaken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"-100\"", "1.5", "null", "{\"a\":1}", "123456789012345678901234567890"})
    void followsNothingThatIsNoId(String id) {
        SERVER.reply(400, "application/json", MOVED.replace("-1009876543210", id));

        assertThat(failure(OutgoingMessage.text("-4711", "Hello")).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        SERVER.taken();
        assertThat(SERVER.untaken()).isZero();
    }

    @Test
    void sendsToTheDefaultChatOfTheCredential() {
        OutgoingMessage message = OutgoingMessage.text(null, "Hello");

        HttpCall call = TELEGRAM.vendor().messages().encode(message, Map.of("chat_id", "@tables"));

        assertThat(Json.read(call.body()).get("chat_id").textValue()).isEqualTo("@tables");
        assertThat(encodingFailure(message, Map.of()).summary()).isEqualTo("the message has no recipient");
        assertThat(encodingFailure(message, Map.of("chat_id", "evil.example/#")).summary())
                .isEqualTo("the recipient is no Telegram chat");
    }

    @Test
    void hasNoTemplates() {
        ByokException refused = encodingFailure(OutgoingMessage.template("1", "hello", "en"), Map.of());

        assertThat(refused.code()).isEqualTo(ErrorCode.UNSUPPORTED_CAPABILITY);
        assertThat(refused.hint()).contains("send the text itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789",
                "123456789:short",
                "bot123456789:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "123456789:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxx/../x",
                "123456789:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx%2F",
                "123456789:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/getUpdates",
                "123456789:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
            })
    void takesTokensOfItsFormOnly(String token) {
        assertThat(TELEGRAM.vendor()
                        .info()
                        .schema()
                        .field("bot_token")
                        .orElseThrow()
                        .matches(token))
                .isFalse();
    }

    private static ByokException encodingFailure(OutgoingMessage message, Map<String, String> fields) {
        return catchThrowableOfType(
                ByokException.class, () -> TELEGRAM.vendor().messages().encode(message, fields));
    }

    private static ByokException failure(OutgoingMessage message) {
        return catchThrowableOfType(ByokException.class, () -> client().send(message, Loopback.context()));
    }

    private static MessagesClient client() {
        Map<String, String> fields = new HashMap<>(FakeKeys.fields(TELEGRAM));
        fields.put("base_url", SERVER.baseUrl(TELEGRAM));
        ProviderCredential credential = FakeKeys.credential(TELEGRAM, fields);
        return SERVER.provider(TELEGRAM)
                .clients()
                .create(Capability.MESSAGES, credential)
                .orElseThrow();
    }

    private static String body(RecordedRequest request) {
        return request.getBody().utf8();
    }
}
