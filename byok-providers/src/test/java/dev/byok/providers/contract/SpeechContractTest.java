package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.audio.Tone;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.SpeechInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How every vendor that speaks is asked, and how the audio is read that it sends. */
final class SpeechContractTest {

    private static final List<ErrorCode> KINDS = List.of(
            ErrorCode.AUTH_FAILED,
            ErrorCode.PERMISSION_DENIED,
            ErrorCode.QUOTA_EXCEEDED,
            ErrorCode.RATE_LIMITED,
            ErrorCode.PROVIDER_UNAVAILABLE);

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor("speech")
    void sendsWhatIsDocumented(Contract contract) {
        for (SpeechCase speech : SpeechCase.values()) {
            contract.gaps().hold("speech/" + speech, () -> {
                HttpFile expected = HttpFile.read(contract.file("speech", speech.folder(), "request.http"));
                SpeechInput input =
                        new SpeechInput(speech.given(expected), SpeechCase.model(expected), FakeKeys.fields(contract));

                HttpCall call = contract.vendor().speech().encode(input).call();

                assertThat(call.method() + " " + call.path()).isEqualTo(expected.firstLine());
                expected.headers()
                        .forEach((name, value) -> assertThat(call.headers()).anySatisfy(header -> {
                            assertThat(header.name()).isEqualToIgnoringCase(name);
                            assertThat(header.value()).isEqualTo(value);
                        }));
                assertThat(Json.read(call.body())).isEqualTo(expected.json());
                assertThat(contract.vendor().speech().timesWords(input)).isEqualTo(speech == SpeechCase.TIMESTAMPS);
            });
        }
    }

    @EachVendor("speech")
    void speaksInTheFormatThatWasAskedFor(Contract contract) {
        for (SpeechCase speech : SpeechCase.answered(contract)) {
            HttpFile reply = reply(contract, speech.folder());
            SERVER.replySpeech(reply, 0);

            isTheTone(contract, speech, SERVER.speak(contract, speech));
        }
    }

    @EachVendor("speech")
    void makesTheSameAudioOfPiecesOfOneByte(Contract contract) {
        for (SpeechCase speech : SpeechCase.answered(contract)) {
            HttpFile reply = reply(contract, speech.folder());
            SERVER.replySpeech(reply, 1);

            isTheTone(contract, speech, SERVER.speak(contract, speech));
        }
    }

    @EachVendor("speech")
    void showsNobodyTheKeyWhoKeepsAFile(Contract contract) {
        HttpFile reply = reply(contract, "pcm");
        if (reply.note("file").isEmpty()) {
            return;
        }
        SERVER.replySpeech(reply, 0);

        assertThat(SERVER.speak(contract, SpeechCase.PCM).failure()).isNull();

        SERVER.taken();
        RecordedRequest fetched = SERVER.taken();
        assertThat(fetched.getMethod()).isEqualTo("GET");
        assertThat(fetched.getHeaders().toString() + fetched.getTarget()).doesNotContain(FakeKeys.of(contract));
        assertThat(fetched.getHeaders().names())
                .containsExactlyInAnyOrder("Accept-Encoding", "Connection", "Host", "User-Agent");
    }

    @EachVendor("speech")
    void isABadResponseWhenThereIsNoAudio(Contract contract) {
        HttpFile reply = reply(contract, "pcm");
        SERVER.reply(reply, new byte[0], 0);

        assertThat(SERVER.speak(contract, SpeechCase.PCM).failure().code()).isEqualTo(ErrorCode.BAD_RESPONSE);
    }

    // folders beside the cases: errors that come with a status of success, or after audio
    @EachVendor("speech")
    void failsAsDocumented(Contract contract) {
        for (Path folder : contract.files("speech", "")) {
            Path file = folder.resolve("reply.http");
            if (!Files.exists(file) || HttpFile.read(file).note("code").isEmpty()) {
                continue;
            }
            HttpFile reply = HttpFile.read(file);
            SpeechCase of = SpeechCase.valueOf(reply.note("of").orElse("PCM"));
            SERVER.replySpeech(reply, 0);

            Spoken spoken = SERVER.speak(contract, of);

            assertThat(spoken.failure()).as(folder.toString()).isNotNull();
            assertThat(spoken.failure().code().name()).as(folder.toString()).isEqualTo(reply.required("code"));
            assertThat(spoken.failure().vendorCode()).isEqualTo(reply.note("vendor-code"));
        }
    }

    @EachVendor("speech")
    void documentsTheUsualErrors(Contract contract) {
        contract.gaps()
                .hold(
                        "errors/unknown-voice",
                        () -> assertThat(HttpFile.read(contract.file("errors", "unknown-voice.http"))
                                        .required("code"))
                                .isIn("INVALID_REQUEST", "MODEL_NOT_FOUND"));
        Set<String> covered = contract.files("errors", ".http").stream()
                .map(file -> HttpFile.read(file).required("code"))
                .collect(Collectors.toSet());
        for (ErrorCode code : KINDS) {
            contract.gaps().hold("errors/" + code, () -> assertThat(covered).contains(code.name()));
        }
    }

    @EachVendor("speech")
    void failsWithTheCodeOfEveryError(Contract contract) {
        for (Path file : contract.files("errors", ".http")) {
            HttpFile reply = HttpFile.read(file);
            if (reply.note("endpoint").isPresent() || reply.note("of").isPresent()) {
                continue;
            }
            SERVER.reply(reply);

            ByokException failure = SERVER.speak(contract, SpeechCase.PCM).failure();

            assertThat(failure).as(file.toString()).isNotNull();
            assertThat(failure.code().name()).as(file.toString()).isEqualTo(reply.required("code"));
            assertThat(failure.vendorCode()).as(file.toString()).isEqualTo(reply.note("vendor-code"));
        }
    }

    @EachVendor("speech")
    void refusesWhatItCannotSpeak(Contract contract) {
        for (SpeechCase speech : SpeechCase.values()) {
            Path file = contract.file("speech", speech.folder(), "request.http");
            if (!Files.exists(file) || HttpFile.read(file).note("refused").isEmpty()) {
                continue;
            }

            ByokException refused = catchThrowableOfType(
                    ByokException.class,
                    () -> SERVER.speech(contract).stream(
                            speech.given(HttpFile.read(file)),
                            SpeechCase.model(HttpFile.read(file)),
                            Loopback.context()));

            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(SERVER.untaken()).isZero();
        }
    }

    private static HttpFile reply(Contract contract, String folder) {
        return HttpFile.read(contract.file("speech", folder, "reply.http"));
    }

    private static void isTheTone(Contract contract, SpeechCase speech, Spoken spoken) {
        HttpFile reply = reply(contract, speech.folder());
        assertThat(spoken.failure()).as(speech.folder()).isNull();
        if (speech == SpeechCase.MP3) {
            assertThat(spoken.bytes()).isEqualTo(Tone.mp3());
        } else if (reply.body().matches("(?s).*(pcm|float32|wav) 24000.*")) {
            assertThat(spoken.bytes()).as(speech.folder()).isEqualTo(Tone.pcm(24_000, SpokenBody.MILLIS));
        } else {
            assertThat(spoken.bytes()).hasSize(2 * 24 * SpokenBody.MILLIS);
            assertThat(Tone.distance(spoken.bytes(), 24_000, 150)).isLessThan(2);
        }
        if (speech == SpeechCase.TIMESTAMPS) {
            assertThat(spoken.timedWords()).isEqualTo(AsJson.file(contract.file("speech", "timestamps", "then.json")));
        }
        assertThat(String.valueOf(spoken.characters()))
                .isEqualTo(reply.note("characters").orElse("0"));
        assertThat(reply.body().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    }
}
