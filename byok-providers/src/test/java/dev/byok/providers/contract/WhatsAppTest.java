package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.messaging.OutgoingMessage;
import dev.byok.providers.spec.HttpCall;
import dev.byok.spi.Field;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only WhatsApp has: two fields in the path. */
final class WhatsAppTest {

    private static final Contract WHATSAPP = Contract.of("whatsapp");
    private static final OutgoingMessage HELLO = OutgoingMessage.text("+491701234567", "Hello");

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @Test
    void usesTheVersionOfTheCredential() {
        HttpCall call = WHATSAPP.vendor()
                .messages()
                .encode(HELLO, Map.of("phone_number_id", "106540352242922", "api_version", "v26.0"));

        assertThat(call.path()).isEqualTo("v26.0/106540352242922/messages");
    }

    // refused where they are saved, and once more here: not only this library writes to databases
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example/#",
                "..",
                "../me",
                "106540352242922/../me",
                "106540352242922\n",
                "106540352242922\r\nx-evil: 1",
                "106540352242922?access_token=x",
                "106540352242922%2Fme",
                "\u0661\u0662\u0663\u0664\u0665",
                "v25.0/me",
                "v25",
                ""
            })
    void keepsOtherThingsOutOfThePath(String value) {
        for (String name : new String[] {"phone_number_id", "api_version"}) {
            Map<String, String> fields = new HashMap<>(Map.of("phone_number_id", "106540352242922"));
            fields.put(name, value);

            ByokException sent = catchThrowableOfType(
                    ByokException.class, () -> WHATSAPP.vendor().messages().encode(HELLO, fields));
            fields.put("base_url", SERVER.baseUrl(WHATSAPP));
            ByokException tested = catchThrowableOfType(
                    ByokException.class,
                    () -> SERVER.provider(WHATSAPP)
                            .validator()
                            .deepTest(FakeKeys.credential(WHATSAPP, fields), Loopback.context()));

            for (ByokException refused : new ByokException[] {sent, tested}) {
                assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION);
                assertThat(refused.hint()).contains("enter the field " + name + " again");
                assertThat(refused.getMessage()).doesNotContain("evil");
            }
            Field field = WHATSAPP.vendor().info().schema().field(name).orElseThrow();
            assertThat(field.matches(value)).isFalse();
        }
        assertThat(SERVER.untaken()).isZero();
    }

    @Test
    void putsTheTokenIntoItsHeaderAndNeverIntoTheQuery() {
        SERVER.reply(HttpFile.read(WHATSAPP.file("check", "valid.http")));

        SERVER.check(WHATSAPP);

        RecordedRequest request = SERVER.taken();
        assertThat(request.getTarget()).isEqualTo("/v25.0/106540352242922?fields=id%2Cverified_name");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + FakeKeys.of(WHATSAPP));
    }
}
