package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.engine.VendorProvider;
import dev.byok.providers.http.ScriptedTransport;
import dev.byok.providers.http.ScriptedTransport.Reply;
import dev.byok.spi.Capability;
import dev.byok.spi.TranscriptionClient;
import dev.byok.transcription.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The replies to transcriptions as a network brings them: split anywhere, or cut off. */
final class TranscriptionReplyTest {

    private static final String ORIGIN = "https://transcription.example.com";
    private static final ScriptedTransport SCRIPT = new ScriptedTransport();

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @AfterAll
    static void close() {
        SCRIPT.transport().close();
    }

    @EachVendor("transcription")
    void readsTheSameWhereverAReplyIsSplit(Contract contract) {
        List<HttpFile> replies = replies(contract, TranscriptionCase.WORDS);
        TranscriptionClient client = client(contract);
        Transcript whole = transcribe(client, contract, scripted(replies, -1, 0));
        assertThat(whole.text()).isNotBlank();

        for (int which = 0; which < replies.size(); which++) {
            for (int at = 1; at < replies.get(which).bytes().length; at++) {
                assertThat(transcribe(client, contract, scripted(replies, which, at)))
                        .as("reply %d split at %d", which, at)
                        .isEqualTo(whole);
            }
        }
    }

    @EachVendor("transcription")
    void neverTakesAPartForTheWhole(Contract contract) {
        List<HttpFile> replies = replies(contract, TranscriptionCase.BASIC);
        for (Cut cut : Cut.values()) {
            for (int which = 0; which < replies.size(); which++) {
                for (HttpFile before : replies.subList(0, which)) {
                    SERVER.reply(before);
                }
                HttpFile reply = replies.get(which);
                SERVER.reply(cut.of(Loopback.response(reply), reply.bytes()).build());

                ByokException failure = catchThrowableOfType(
                        ByokException.class,
                        () -> SERVER.transcription(contract)
                                .transcribe(
                                        TranscriptionCase.BASIC.given(),
                                        model(contract, TranscriptionCase.BASIC),
                                        Loopback.context()));

                assertThat(failure).as("reply %d cut %s", which, cut).isNotNull();
                assertThat(failure.code())
                        .as("reply %d cut %s", which, cut)
                        .isIn(ErrorCode.BAD_RESPONSE, ErrorCode.ENDPOINT_UNREACHABLE);
                SERVER.reset();
            }
        }
    }

    private static Transcript transcribe(TranscriptionClient client, Contract contract, List<Reply> replies) {
        replies.forEach(SCRIPT::add);
        return client.transcribe(
                TranscriptionCase.WORDS.given(), model(contract, TranscriptionCase.WORDS), Loopback.context());
    }

    private static List<Reply> scripted(List<HttpFile> replies, int split, int at) {
        List<Reply> scripted = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            byte[] body = replies.get(i).bytes();
            List<byte[]> pieces = i == split
                    ? List.of(Arrays.copyOf(body, at), Arrays.copyOfRange(body, at, body.length))
                    : List.of(body);
            scripted.add(new Reply(replies.get(i).status(), replies.get(i).headers(), pieces));
        }
        return scripted;
    }

    private static TranscriptionClient client(Contract contract) {
        Map<String, String> fields = new HashMap<>(FakeKeys.fields(contract));
        fields.put("base_url", Loopback.baseUrl(contract, ORIGIN));
        Optional<TranscriptionClient> client = new VendorProvider(
                        contract.vendor(), SCRIPT.transport(), (target, length, context) -> {})
                .clients()
                .create(Capability.TRANSCRIPTION, FakeKeys.credential(contract, fields));
        return client.orElseThrow();
    }

    private static List<HttpFile> replies(Contract contract, TranscriptionCase asked) {
        List<HttpFile> exchanges = exchanges(contract, asked);
        List<HttpFile> replies = new ArrayList<>();
        for (int i = 1; i < exchanges.size(); i += 2) {
            replies.add(exchanges.get(i));
        }
        return replies;
    }

    private static String model(Contract contract, TranscriptionCase asked) {
        return exchanges(contract, asked).get(0).note("model").orElse("*");
    }

    private static List<HttpFile> exchanges(Contract contract, TranscriptionCase asked) {
        return HttpFile.readAll(contract.file("transcription", asked.folder(), "exchanges.http"));
    }
}
