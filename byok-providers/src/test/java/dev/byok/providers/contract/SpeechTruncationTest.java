package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.SpeechExchange;
import dev.byok.providers.spec.SpeechExchange.Reply;
import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.providers.spec.SpeechInput;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Audio that ends before its end is an error, wherever HTTP, the vendor's format or the audio itself lets one tell. */
final class SpeechTruncationTest {

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor("speech")
    void neverTakesAPartForTheWhole(Contract contract) {
        for (SpeechCase speech : SpeechCase.answered(contract)) {
            HttpFile reply = reply(contract, speech);
            for (Cut cut : Cut.values()) {
                if (cut == Cut.CLEANLY && !tellsItsEnd(contract, speech, reply)) {
                    continue;
                }
                SERVER.reply(cut.of(Loopback.response(reply), SpokenBody.of(reply.body()))
                        .build());

                isAnError(SERVER.speak(contract, speech), speech, cut);
                SERVER.reset();
            }
        }
    }

    @EachVendor("speech")
    void neverTakesAPartOfAFileForTheFile(Contract contract) {
        for (SpeechCase speech : SpeechCase.answered(contract)) {
            HttpFile reply = reply(contract, speech);
            if (reply.note("file").isEmpty()) {
                continue;
            }
            byte[] file = SpokenBody.of(reply.required("file"));
            for (Cut cut : Cut.values()) {
                SERVER.reply(reply, SpokenBody.of(reply.body().replace("${origin}", SERVER.origin())), 0);
                SERVER.reply(cut.of(file(200, "application/octet-stream"), file).build());

                isAnError(SERVER.speak(contract, speech), speech, cut);
                SERVER.reset();
            }
        }
    }

    @EachVendor("speech")
    void takesNoPageForTheFile(Contract contract) {
        HttpFile reply = reply(contract, SpeechCase.PCM);
        if (reply.note("file").isEmpty()) {
            return;
        }
        for (int status : new int[] {200, 403, 404}) {
            SERVER.reply(reply, SpokenBody.of(reply.body().replace("${origin}", SERVER.origin())), 0);
            SERVER.reply(file(status, "text/html")
                    .body("<html><body>Gone</body></html>")
                    .build());

            Spoken spoken = SERVER.speak(contract, SpeechCase.PCM);

            assertThat(spoken.failure()).as("status %d", status).isNotNull();
            assertThat(spoken.failure().code()).as("status %d", status).isNotEqualTo(ErrorCode.AUTH_FAILED);
            assertThat(spoken.bytes()).isEmpty();
        }
    }

    @EachVendor("speech")
    void wantsTheEndMarkerWhereThereIsOne(Contract contract) {
        for (SpeechCase speech : SpeechCase.answered(contract)) {
            HttpFile reply = reply(contract, speech);
            List<String> events = Arrays.stream(reply.body().split("(?<=\n\n)")).toList();
            if (events.size() < 2 || reply.note("ends").isPresent()) {
                continue;
            }
            String cut = String.join("", events.subList(0, events.size() - 1));
            SERVER.reply(reply, SpokenBody.of(cut), 0);

            assertThat(SERVER.speak(contract, speech).failure())
                    .as(speech.folder())
                    .extracting(ByokException::code)
                    .isEqualTo(ErrorCode.INCOMPLETE);
        }
    }

    // bare samples, MP3, and a WAV file that is made while it is sent have no end but that of the body
    private static boolean tellsItsEnd(Contract contract, SpeechCase speech, HttpFile reply) {
        HttpFile request = HttpFile.read(contract.file("speech", speech.folder(), "request.http"));
        SpeechExchange exchange = contract.vendor()
                .speech()
                .encode(new SpeechInput(speech.given(request), SpeechCase.model(request), FakeKeys.fields(contract)));
        return !(exchange.reply() instanceof Reply.Bytes)
                || (exchange.audio() instanceof Source.Wav && reply.body().contains("${wav "));
    }

    private static MockResponse.Builder file(int status, String type) {
        return new MockResponse.Builder().code(status).addHeader("content-type", type);
    }

    private static void isAnError(Spoken spoken, SpeechCase speech, Cut cut) {
        assertThat(spoken.failure()).as("%s cut %s", speech, cut).isNotNull();
        assertThat(spoken.failure().code())
                .as("%s cut %s", speech, cut)
                .isIn(
                        spoken.bytes().length > 0
                                ? Set.of(ErrorCode.INCOMPLETE)
                                : Set.of(ErrorCode.INCOMPLETE, ErrorCode.BAD_RESPONSE, ErrorCode.ENDPOINT_UNREACHABLE));
    }

    private static HttpFile reply(Contract contract, SpeechCase speech) {
        return HttpFile.read(contract.file("speech", speech.folder(), "reply.http"));
    }
}
