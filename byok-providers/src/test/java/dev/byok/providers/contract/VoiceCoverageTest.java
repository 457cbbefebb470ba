package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.providers.Catalogue;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * That nothing is left out: every vendor that speaks or writes down has a fixture for each case, or a line in its
 * {@code known-gaps.properties} that says why there is none. What needs no fixture of its own, the suites do to those that
 * are there: {@link SpeechSplitTest} and {@link TranscriptionReplyTest} split them anywhere, {@link SpeechTruncationTest}
 * cuts them.
 */
final class VoiceCoverageTest {

    private static final List<String> SPEAKING = List.of(
            "assemblyai",
            "cartesia",
            "custom-voice",
            "deepgram",
            "elevenlabs",
            "fal",
            "fish-audio",
            "gemini",
            "google",
            "groq",
            "hume",
            "inworld",
            "minimax",
            "mistral",
            "murf",
            "openai",
            "playht",
            "resemble",
            "rime",
            "sarvam",
            "speechmatics",
            "xai");
    // custom-transcriber listens live only: LiveTranscriptionContractTest
    private static final List<String> WRITING_DOWN = List.of(
            "assemblyai",
            "cartesia",
            "deepgram",
            "elevenlabs",
            "fal",
            "fish-audio",
            "gladia",
            "groq",
            "mistral",
            "openai",
            "sarvam",
            "speechmatics");

    @Test
    void looksAtEveryVendorWithAVoiceOrAnEar() {
        assertThat(withCapability(Capability.SPEECH)).isEqualTo(SPEAKING);
        assertThat(withCapability(Capability.TRANSCRIPTION)).isEqualTo(WRITING_DOWN);
    }

    @EachVendor("speech")
    void hasEveryCaseOfSpeech(Contract contract) {
        holds(contract, "speech/pcm", speech(contract, "pcm"));
        holds(contract, "speech/mp3", speech(contract, "mp3") || refuses(contract, "mp3"));
        holds(contract, "speech/timestamps", speech(contract, "timestamps") && thenJson(contract));
        holds(contract, "speech/error-in-reply", hasErrorUnderSuccess(contract, "speech", "reply.http"));
        holds(contract, "errors/unknown-voice", Files.exists(contract.file("errors", "unknown-voice.http")));
        hasEveryError(contract);
    }

    @EachVendor("transcription")
    void hasEveryCaseOfTranscription(Contract contract) {
        for (TranscriptionCase asked : TranscriptionCase.values()) {
            holds(
                    contract,
                    "transcription/" + asked,
                    Files.exists(contract.file("transcription", asked.folder(), "exchanges.http"))
                            && Files.exists(contract.file("transcription", asked.folder(), "then.json")));
        }
        holds(
                contract,
                "transcription/error-in-reply",
                hasErrorUnderSuccess(contract, "transcription", "exchanges.http"));
        hasEveryError(contract);
    }

    private static void hasEveryError(Contract contract) {
        // the ones that both suites play, not those of lists, live sessions and jobs
        Set<String> codes = contract.files("errors", ".http").stream()
                .map(HttpFile::read)
                .filter(error ->
                        error.note("endpoint").isEmpty() && error.note("of").isEmpty())
                .map(error -> error.required("code"))
                .collect(Collectors.toSet());
        for (String code : List.of("AUTH_FAILED", "QUOTA_EXCEEDED", "RATE_LIMITED", "PROVIDER_UNAVAILABLE")) {
            holds(contract, "errors/" + code, codes.contains(code));
        }
    }

    private static void holds(Contract contract, String gap, boolean there) {
        contract.gaps()
                .hold(
                        gap,
                        () -> assertThat(there)
                                .as(
                                        "%s has no fixture for %s, and known-gaps.properties does not say why",
                                        contract, gap)
                                .isTrue());
    }

    private static boolean speech(Contract contract, String folder) {
        Path reply = contract.file("speech", folder, "reply.http");
        return Files.exists(contract.file("speech", folder, "request.http"))
                && Files.exists(reply)
                && HttpFile.read(reply).note("code").isEmpty();
    }

    private static boolean refuses(Contract contract, String folder) {
        return HttpFile.read(contract.file("speech", folder, "request.http"))
                .note("refused")
                .isPresent();
    }

    private static boolean thenJson(Contract contract) {
        return Files.exists(contract.file("speech", "timestamps", "then.json"));
    }

    private static boolean hasErrorUnderSuccess(Contract contract, String suite, String name) {
        return contract.files(suite, "").stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .map(HttpFile::readAll)
                .anyMatch(exchanges -> exchanges.get(0).note("code").isPresent()
                        && exchanges.get(exchanges.size() - 1).status() < 300);
    }

    private static List<String> withCapability(Capability<?> capability) {
        return Catalogue.vendors().stream()
                .map(VendorSpec::info)
                .filter(info -> info.capabilities().contains(capability))
                .map(ProviderInfo::id)
                .toList();
    }
}
