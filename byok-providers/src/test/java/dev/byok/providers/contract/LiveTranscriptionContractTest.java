package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.speech.AudioFormat;
import dev.byok.transcription.LiveTranscriptionRequest;
import dev.byok.transcription.TranscriptionEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How every vendor that writes live audio down is spoken to, and what its frames mean: {@link LiveScript}s. */
final class LiveTranscriptionContractTest {

    /** A whole conversation, a connection that breaks, and every close code that is documented. */
    private static final List<String> REQUIRED = List.of("conversation.txt", "dropped.txt", "close-codes.txt");

    /** What a vendor says in a session that it does not go on with: a script, a line of errors.txt, or a known gap. */
    private static final List<String> ERRORS = List.of("bad-key", "no-credit", "rate-limited", "session-timeout");

    /** What an upgrade, or the request before it, is refused for; with the vendor's body, or a known gap. */
    private static final List<String> REFUSALS =
            List.of("AUTH_FAILED", "PERMISSION_DENIED", "QUOTA_EXCEEDED", "RATE_LIMITED", "PROVIDER_UNAVAILABLE");

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor("live-transcription")
    void playsEverySession(Contract contract) {
        List<Path> scripts = contract.files("live", ".txt");
        assertThat(scripts.stream().map(LiveTranscriptionContractTest::name)).containsAll(REQUIRED);
        for (Path script : scripts) {
            contract.gaps().hold("live/" + script.getFileName(), () -> {
                for (LiveScript session : sessions(script)) {
                    play(session, script, contract);
                }
            });
        }
    }

    private static List<LiveScript> sessions(Path script) {
        return switch (name(script)) {
            case "close-codes.txt" -> LiveScript.ofCloseCodes(SERVER, script);
            case "errors.txt" -> LiveScript.ofErrors(SERVER, script);
            default -> List.of(new LiveScript(SERVER, script));
        };
    }

    private static void play(LiveScript session, Path script, Contract contract) {
        try {
            session.play(contract);
        } catch (AssertionError e) {
            throw new AssertionError(name(script) + " " + e.getMessage(), e);
        } finally {
            SERVER.reset();
        }
    }

    private static String name(Path script) {
        return script.getFileName().toString();
    }

    @EachVendor("live-transcription")
    void hasAScriptForEveryEndOrSaysWhyNot(Contract contract) {
        List<String> errors = contract.files("live", ".txt").stream()
                .flatMap(script -> name(script).equals("errors.txt")
                        ? LiveScript.errors(script).stream()
                        : Stream.of(name(script).replace(".txt", "")))
                .toList();
        for (String required : ERRORS) {
            contract.gaps().hold("live/" + required, () -> assertThat(errors).contains(required));
        }
    }

    @EachVendor("live-transcription")
    void hasAReplyForEveryRefusalOrSaysWhyNot(Contract contract) {
        List<String> codes = contract.files("errors", ".http").stream()
                .map(HttpFile::read)
                .filter(LiveTranscriptionContractTest::refusesAnUpgrade)
                .map(reply -> reply.required("code"))
                .toList();
        for (String required : REFUSALS) {
            contract.gaps()
                    .hold("live/refusal/" + required, () -> assertThat(codes).contains(required));
        }
    }

    // a proxy in between may answer for the vendor
    @EachVendor("live-transcription")
    void failsToOpenWithTheCodeOfABareStatus(Contract contract) {
        Map<Integer, ErrorCode> meaning = Map.of(
                401, ErrorCode.PERMISSION_DENIED,
                402, ErrorCode.QUOTA_EXCEEDED,
                403, ErrorCode.PERMISSION_DENIED,
                429, ErrorCode.RATE_LIMITED,
                500, ErrorCode.PROVIDER_UNAVAILABLE,
                503, ErrorCode.PROVIDER_UNAVAILABLE,
                504, ErrorCode.TIMEOUT);
        meaning.forEach((status, code) -> {
            SERVER.reply(status, "text/html", "<html>no</html>");

            assertThat(refusal(contract).code()).as("%d", status).isEqualTo(code);
            SERVER.reset();
        });
    }

    private static boolean refusesAnUpgrade(HttpFile reply) {
        return reply.status() >= 400
                && reply.note("endpoint").isEmpty()
                && reply.note("of").isEmpty();
    }

    private static ByokException refusal(Contract contract) {
        Queue<TranscriptionEvent> events = new ConcurrentLinkedQueue<>();
        ByokException refused = catchThrowableOfType(
                ByokException.class,
                () -> SERVER.live(contract)
                        .open(
                                LiveTranscriptionRequest.of(format(contract), null),
                                "any-model",
                                events::add,
                                Loopback.context()));
        assertThat(events).isEmpty();
        return refused;
    }

    @EachVendor("live-transcription")
    void failsToOpenWithTheCodeOfEveryError(Contract contract) {
        for (Path file : contract.files("errors", ".http")) {
            HttpFile reply = HttpFile.read(file);
            if (!refusesAnUpgrade(reply)) {
                continue;
            }
            SERVER.reply(reply);

            ByokException failure = refusal(contract);

            assertThat(failure.code().name()).as(file.toString()).isEqualTo(reply.required("code"));
            assertThat(failure.vendorCode()).as(file.toString()).isEqualTo(reply.note("vendor-code"));
            SERVER.reset();
        }
    }

    private static AudioFormat format(Contract contract) {
        return contract.id().equals("openai") ? AudioFormat.PCM_24000 : AudioFormat.PCM_16000;
    }
}
