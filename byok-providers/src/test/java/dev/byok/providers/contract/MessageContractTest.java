package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.messaging.MessageReceipt;
import dev.byok.messaging.OutgoingMessage;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How messages are sent by every vendor that sends some, and how its receipts are read. */
final class MessageContractTest {

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor("messages")
    void sendsWhatIsDocumented(Contract contract) {
        for (MessageCase message : MessageCase.values()) {
            contract.gaps().hold("messages/" + message, () -> {
                HttpFile expected = HttpFile.read(contract.file("messages", message.folder(), "request.http"));

                HttpCall call = contract.vendor()
                        .messages()
                        .encode(message.to(expected.required("to")), FakeKeys.fields(contract));

                assertThat(call.method() + " " + call.path()).isEqualTo(expected.firstLine());
                assertThat(Json.read(call.body())).isEqualTo(expected.json());
            });
        }
    }

    @EachVendor("messages")
    void readsEveryReceipt(Contract contract) {
        int receipts = 0;
        for (Path folder : contract.files("messages", "")) {
            Path reply = folder.resolve("reply.http");
            if (Files.exists(reply)) {
                MessageReceipt receipt = contract.vendor()
                        .messages()
                        .decode(ChatContractTest.padded(HttpFile.read(reply).json()));

                assertThat((JsonNode) AsJson.of(receipt))
                        .as(folder.toString())
                        .isEqualTo(AsJson.file(folder.resolve("then.json")));
                receipts++;
            }
        }
        assertThat(receipts).isPositive();
        assertThat(contract.file("messages", "text", "reply.http")).exists();
    }

    @EachVendor("messages")
    void sendsAndReadsThroughTheTransport(Contract contract) {
        HttpFile request = HttpFile.read(contract.file("messages", "text", "request.http"));
        SERVER.reply(HttpFile.read(contract.file("messages", "text", "reply.http")));

        MessageReceipt receipt = SERVER.message(contract);

        assertThat((JsonNode) AsJson.of(receipt))
                .isEqualTo(AsJson.file(contract.file("messages", "text", "then.json")));
        RecordedRequest sent = SERVER.taken();
        assertThat(sent.getMethod() + " " + CheckContractTest.below(contract, sent))
                .isEqualTo(request.firstLine());
        assertThat(Json.read(sent.getBody().toByteArray())).isEqualTo(request.json());
        assertThat(SERVER.untaken()).isZero();
    }

    @EachVendor("messages")
    void refusesAReplyThatIsNoReceipt(Contract contract) {
        for (String reply : List.of("{}", "null", "[]", "\"ok\"", "{\"messages\":[]}", "{\"ok\":true,\"result\":{}}")) {
            assertThatThrownBy(() -> contract.vendor().messages().decode(Json.readOrNull(reply)))
                    .as(reply)
                    .isInstanceOf(MalformedReply.class);
        }
    }

    @EachVendor("messages")
    void refusesRecipientsThatAreNone(Contract contract) {
        for (String recipient : new String[] {
            null,
            "evil.example/#",
            "..",
            "1\r\n2",
            "@",
            "@a b",
            "+",
            "++49170",
            "Ada",
            "\u0661\u0662\u0663\u0664\u0665\u0666"
        }) {
            ByokException refused = catchThrowableOfType(
                    ByokException.class,
                    () -> contract.vendor()
                            .messages()
                            .encode(OutgoingMessage.text(recipient, "Hello"), FakeKeys.fields(contract)));

            assertThat(refused).as("refusal of %s", recipient).isNotNull();
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refused.hint()).isPresent();
            assertThat(refused.getMessage()).doesNotContain("evil", "Ada");
        }
    }

    // by contract of such vendors: the first message, or a deep test, tells the rest
    @EachVendor("messages")
    void looksAtTheShapeOfAKeyOnlyUnlessItIsTestedInDepth(Contract contract) {
        ValidationResult result =
                SERVER.provider(contract).validator().validate(SERVER.credential(contract), Loopback.context());

        assertThat(result.verdict()).isEqualTo(Verdict.SHAPE_ONLY);
        assertThat(result.isValid()).isTrue();
        assertThat(result.message()).isEqualTo("The key has the right form; it was not tried.");
        assertThat(SERVER.untaken()).isZero();
    }

    @EachVendor("messages")
    void asksForEveryKeyAndIdInItsForm(Contract contract) {
        Map<String, String> fields = FakeKeys.fields(contract);
        contract.vendor().info().schema().fields().stream()
                .filter(field -> field.isRequired() || fields.containsKey(field.name()))
                .forEach(field -> {
                    assertThat(field.pattern()).as(field.name()).isPresent();
                    for (String wrong : List.of("", "..", "evil.example/#", "a\nb", "1/2", "12345?x=1", "12345\n")) {
                        assertThat(field.matches(wrong)).as(field.name()).isFalse();
                    }
                });
    }
}
