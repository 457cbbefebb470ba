package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatRequest;
import dev.byok.providers.contract.ChatCase.Kind;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How every vendor is asked, and how its whole answers are read. */
final class ChatContractTest {

    @EachChatCase(Kind.REQUEST)
    void sendsWhatIsDocumented(Contract contract, ChatCase chatCase) {
        contract.gaps().hold("chat/" + chatCase, () -> {
            HttpFile expected = HttpFile.read(contract.file("chat", chatCase.folder(), "request.http"));

            Optional<String> refused = expected.note("refused");
            refused.ifPresent(code -> assertThatThrownBy(() -> encode(contract, chatCase, chatCase.given()))
                    .isInstanceOfSatisfying(
                            ByokException.class,
                            e -> assertThat(e.code().name()).isEqualTo(code)));
            if (refused.isPresent() && expected.body().isEmpty()) {
                return;
            }
            HttpCall call = encode(contract, chatCase, refused.isPresent() ? chatCase.lessGiven() : chatCase.given());

            assertThat(call.method() + " " + call.path()).isEqualTo(expected.firstLine());
            assertThat(Json.read(call.body())).isEqualTo(expected.json());
        });
    }

    private static HttpCall encode(Contract contract, ChatCase chatCase, ChatRequest request) {
        return contract.chat()
                .encode(new ChatInput(request, ChatCase.MODEL, chatCase.is(Kind.STREAM), FakeKeys.fields(contract)));
    }

    @EachChatCase(Kind.REPLY)
    void readsTheAnswer(Contract contract, ChatCase chatCase) {
        contract.gaps().hold("chat/" + chatCase, () -> {
            ChatCompletion completion =
                    contract.chat().decode(reply(contract, chatCase).bytes());

            assertThat(AsJson.of(completion)).isEqualTo(then(contract, chatCase.folder()));
        });
    }

    @EachChatCase(Kind.REPLY)
    void ignoresWhatItDoesNotKnow(Contract contract, ChatCase chatCase) {
        contract.gaps().hold("chat/" + chatCase, () -> {
            JsonNode reply = reply(contract, chatCase).json();
            ChatCompletion expected =
                    contract.chat().decode(reply(contract, chatCase).bytes());

            byte[] padded = padded(reply).toString().getBytes(StandardCharsets.UTF_8);

            assertThat(contract.chat().decode(padded)).isEqualTo(expected);
        });
    }

    @EachVendor("chat")
    void readsWhatElseTheVendorAnswers(Contract contract) {
        for (String folder : otherCases(contract, "reply.http")) {
            ChatCompletion completion = contract.chat()
                    .decode(HttpFile.read(contract.file("chat", folder, "reply.http"))
                            .bytes());

            assertThat(AsJson.of(completion)).as(folder).isEqualTo(then(contract, folder));
        }
    }

    @EachVendor("chat")
    void refusesAReplyThatIsNoAnswer(Contract contract) {
        for (String reply : List.of("", "{", "null", "[]", "{}", "\"hello\"", "{\"choices\":[]}", "<html></html>")) {
            assertThatThrownBy(() -> contract.chat().decode(reply.getBytes(StandardCharsets.UTF_8)))
                    .as(reply)
                    .isInstanceOf(MalformedReply.class);
        }
    }

    /** The cases of a vendor that are no {@link ChatCase} and have such a file. */
    static List<String> otherCases(Contract contract, String file) {
        List<String> known =
                Arrays.stream(ChatCase.values()).map(ChatCase::folder).toList();
        return contract.files("chat", "").stream()
                .map(folder -> folder.getFileName().toString())
                .filter(folder -> !known.contains(folder))
                .filter(folder -> contract.file("chat", folder, file).toFile().exists())
                .toList();
    }

    static HttpFile reply(Contract contract, ChatCase chatCase) {
        return HttpFile.read(contract.file("chat", chatCase.folder(), "reply.http"));
    }

    static JsonNode then(Contract contract, String folder) {
        return AsJson.file(contract.file("chat", folder, "then.json"));
    }

    /** A document with a member in every object that no vendor has; what a tool is called with stays as it is. */
    static JsonNode padded(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(fieldNames(object))) {
                if (!name.equals("input") && !name.equals("args")) {
                    padded(object.get(name));
                }
            }
            object.putObject("x_unknown").putArray("list").add(1).addNull();
        } else if (node instanceof ArrayNode array) {
            array.forEach(ChatContractTest::padded);
        }
        return node;
    }

    private static List<String> fieldNames(ObjectNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
