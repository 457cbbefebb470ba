package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.providers.audio.Tone;
import dev.byok.providers.engine.VendorProvider;
import dev.byok.providers.http.ScriptedTransport;
import dev.byok.providers.http.ScriptedTransport.Reply;
import dev.byok.spi.Capability;
import dev.byok.spi.SpeechClient;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/**
 * The same audio comes of a reply wherever it is split in two: within an event, a line, a number of a document, a pair of
 * hexadecimal digits, a group of base64, the header of a WAV file, a sample, and within the file that a reply names.
 */
final class SpeechSplitTest {

    private static final String ORIGIN = "https://speech.example.com";
    // every length is split at every place, so the sounds are short
    private static final int MILLIS = 3;
    private static final ScriptedTransport SCRIPT = new ScriptedTransport();

    @AfterAll
    static void close() {
        SCRIPT.transport().close();
    }

    @EachVendor("speech")
    void makesTheSameAudioWhereverTheReplyIsSplit(Contract contract) {
        SpeechClient client = client(contract);
        for (SpeechCase speech : SpeechCase.answered(contract)) {
            HttpFile reply = HttpFile.read(contract.file("speech", speech.folder(), "reply.http"));
            byte[] body = SpokenBody.of(reply.body().replace("${origin}", ORIGIN), MILLIS);
            byte[] file = reply.note("file")
                    .map(audio -> SpokenBody.of(audio, MILLIS))
                    .orElse(new byte[0]);
            Spoken whole = speak(client, contract, speech, reply, List.of(body), List.of(file));
            isTheWholeTone(whole, speech, body, file, reply);

            for (int at = 1; at < body.length; at++) {
                isTheSame(speak(client, contract, speech, reply, splitAt(body, at), List.of(file)), whole, speech, at);
            }
            for (int at = 1; at < file.length; at++) {
                isTheSame(speak(client, contract, speech, reply, List.of(body), splitAt(file, at)), whole, speech, at);
            }
        }
    }

    private static Spoken speak(
            SpeechClient client,
            Contract contract,
            SpeechCase speech,
            HttpFile reply,
            List<byte[]> body,
            List<byte[]> file) {
        SCRIPT.add(new Reply(reply.status(), reply.headers(), body));
        if (reply.note("file").isPresent()) {
            SCRIPT.add(new Reply(200, Map.of("content-type", "application/octet-stream"), file));
        }
        return Spoken.by(client, contract, speech);
    }

    private static List<byte[]> splitAt(byte[] bytes, int at) {
        return List.of(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private static SpeechClient client(Contract contract) {
        Map<String, String> fields = new HashMap<>(FakeKeys.fields(contract));
        fields.put("base_url", Loopback.baseUrl(contract, ORIGIN));
        Optional<SpeechClient> client = new VendorProvider(
                        contract.vendor(), SCRIPT.transport(), (target, length, context) -> {})
                .clients()
                .create(Capability.SPEECH, FakeKeys.credential(contract, fields));
        return client.orElseThrow();
    }

    private static void isTheWholeTone(Spoken whole, SpeechCase speech, byte[] body, byte[] file, HttpFile reply) {
        assertThat(whole.failure()).as("%s", speech).isNull();
        if (speech == SpeechCase.MP3) {
            assertThat(whole.bytes()).isEqualTo(Tone.mp3(SpokenBody.mp3Size(MILLIS)));
        } else {
            assertThat(whole.bytes()).as("%s", speech).hasSize(2 * 24 * MILLIS);
        }
        if (speech == SpeechCase.TIMESTAMPS) {
            assertThat(whole.words()).isNotEmpty();
        }
        assertThat(body.length + file.length).as("%s", reply).isGreaterThan(90);
    }

    private static void isTheSame(Spoken split, Spoken whole, SpeechCase speech, int at) {
        assertThat(split.failure()).as("%s split at %d", speech, at).isNull();
        assertThat(split.bytes()).as("%s split at %d", speech, at).isEqualTo(whole.bytes());
        assertThat(split.words()).as("%s split at %d", speech, at).isEqualTo(whole.words());
        assertThat(split.characters()).as("%s split at %d", speech, at).isEqualTo(whole.characters());
    }
}
