package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.speech.AudioFormat;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How every vendor that writes live audio down is spoken to, and what its frames mean: {@link LiveScript}s. */
final class LiveTranscriptionContractTest {

    private static final List<String> REQUIRED = List.of("conversation.txt", "error.txt", "close-code.txt");

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor("live-transcription")
    void playsEverySession(Contract contract) {
        List<Path> scripts = contract.files("live", ".txt");
        assertThat(scripts.stream().map(script -> script.getFileName().toString()))
                .containsAll(REQUIRED);
        for (Path script : scripts) {
            contract.gaps().hold("live/" + script.getFileName(), () -> {
                try {
                    new LiveScript(SERVER, script).play(contract);
                } catch (AssertionError e) {
                    throw new AssertionError(script.getFileName() + " " + e.getMessage(), e);
                } finally {
                    SERVER.reset();
                }
            });
        }
    }

    @EachVendor("live-transcription")
    void failsToOpenWithTheCodeOfEveryError(Contract contract) {
        for (Path file : contract.files("errors", ".http")) {
            HttpFile reply = HttpFile.read(file);
            if (reply.status() < 400
                    || reply.note("endpoint").isPresent()
                    || reply.note("of").isPresent()) {
                continue;
            }
            SERVER.reply(reply);
            Queue<TranscriptionEvent> events = new ConcurrentLinkedQueue<>();

            ByokException failure = catchThrowableOfType(
                    ByokException.class,
                    () -> SERVER.live(contract)
                            .open(
                                    LiveTranscriptionRequest.of(format(contract), null),
                                    "any-model",
                                    events::add,
                                    Loopback.context()));

            assertThat(failure.code().name()).as(file.toString()).isEqualTo(reply.required("code"));
            assertThat(failure.vendorCode()).as(file.toString()).isEqualTo(reply.note("vendor-code"));
            assertThat(events).isEmpty();
            SERVER.reset();
        }
    }

    private static AudioFormat format(Contract contract) {
        return contract.id().equals("openai") ? AudioFormat.PCM_24000 : AudioFormat.PCM_16000;
    }
}
