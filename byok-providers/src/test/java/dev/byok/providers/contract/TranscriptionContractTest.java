package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.Json;
import dev.byok.transcription.TranscribedWord;
import dev.byok.transcription.Transcript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How every vendor that writes recordings down is asked, and what is read from its replies. */
final class TranscriptionContractTest {

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor("transcription")
    void writesDownWhatIsSaid(Contract contract) {
        for (TranscriptionCase asked : TranscriptionCase.values()) {
            contract.gaps().hold("transcription/" + asked, () -> {
                try {
                    List<HttpFile> exchanges = exchanges(contract, asked.folder());

                    Transcript transcript = transcribe(contract, asked, exchanges);

                    for (int i = 0; i < exchanges.size(); i += 2) {
                        requireSent(SERVER.taken(), exchanges.get(i), asked);
                    }
                    assertThat(json(transcript))
                            .isEqualTo(AsJson.file(contract.file("transcription", asked.folder(), "then.json")));
                } catch (AssertionError e) {
                    throw new AssertionError(asked + ": " + e.getMessage(), e);
                } finally {
                    SERVER.reset();
                }
            });
        }
    }

    // folders beside the cases: failures in the middle of a job, or with a status of success
    @EachVendor("transcription")
    void failsAsDocumented(Contract contract) {
        for (Path folder : contract.files("transcription", "")) {
            List<HttpFile> exchanges = HttpFile.readAll(folder.resolve("exchanges.http"));
            if (exchanges.get(0).note("code").isEmpty()) {
                continue;
            }

            ByokException failure = catchThrowableOfType(
                    ByokException.class, () -> transcribe(contract, TranscriptionCase.BASIC, exchanges));

            assertThat(failure.code().name())
                    .as(folder.toString())
                    .isEqualTo(exchanges.get(0).required("code"));
            SERVER.reset();
        }
    }

    @EachVendor("transcription")
    void failsWithTheCodeOfEveryError(Contract contract) {
        for (Path file : contract.files("errors", ".http")) {
            HttpFile reply = HttpFile.read(file);
            if (reply.note("endpoint").isPresent() || reply.note("of").isPresent()) {
                continue;
            }
            SERVER.reply(reply);

            ByokException failure = catchThrowableOfType(
                    ByokException.class,
                    () -> SERVER.transcription(contract)
                            .transcribe(TranscriptionCase.BASIC.given(), "any-model", Loopback.context()));

            assertThat(failure.code().name()).as(file.toString()).isEqualTo(reply.required("code"));
            assertThat(failure.vendorCode()).as(file.toString()).isEqualTo(reply.note("vendor-code"));
            SERVER.reset();
        }
    }

    @EachVendor("transcription")
    void isABadResponseWhenAWebPageComes(Contract contract) {
        SERVER.reply(200, "text/html", "<html><body>Welcome</body></html>");

        ByokException failure = catchThrowableOfType(
                ByokException.class,
                () -> SERVER.transcription(contract)
                        .transcribe(TranscriptionCase.BASIC.given(), "any-model", Loopback.context()));

        assertThat(failure.code()).isEqualTo(ErrorCode.BAD_RESPONSE);
    }

    private static List<HttpFile> exchanges(Contract contract, String folder) {
        Path file = contract.file("transcription", folder, "exchanges.http");
        assertThat(Files.exists(file)).as(file.toString()).isTrue();
        return HttpFile.readAll(file);
    }

    private static Transcript transcribe(Contract contract, TranscriptionCase asked, List<HttpFile> exchanges) {
        for (int i = 1; i < exchanges.size(); i += 2) {
            SERVER.reply(exchanges.get(i));
        }
        return SERVER.transcription(contract)
                .transcribe(asked.given(), exchanges.get(0).note("model").orElse("*"), Loopback.context());
    }

    private static void requireSent(RecordedRequest request, HttpFile expected, TranscriptionCase asked) {
        assertThat(request.getMethod() + " " + request.getTarget()).isEqualTo(expected.firstLine());
        String type = String.valueOf(request.getHeaders().get("content-type"));
        if (type.startsWith("multipart/form-data")) {
            assertThat(new FormText(type, request.getBody().toByteArray(), asked).toString())
                    .isEqualTo(expected.body().strip());
        } else if (expected.body().startsWith("@")) {
            assertThat("@" + type).isEqualTo(expected.body().strip());
            assertThat(request.getBody().toByteArray()).isEqualTo(FormText.file(asked));
        } else if (!expected.body().isBlank()) {
            assertThat(Json.read(request.getBody().toByteArray())).isEqualTo(expected.json());
        }
    }

    private static ObjectNode json(Transcript transcript) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("text", transcript.text());
        transcript.language().ifPresent(language -> json.put("language", language));
        transcript.duration().ifPresent(duration -> json.put("millis", (int) duration.toMillis()));
        if (!transcript.words().isEmpty()) {
            ArrayNode words = json.putArray("words");
            for (TranscribedWord word : transcript.words()) {
                ObjectNode node = words.addObject()
                        .put("text", word.text())
                        .put("start", (int) word.start().toMillis())
                        .put("end", (int) word.end().toMillis());
                word.confidence().ifPresent(sure -> node.put("confidence", sure));
                word.speaker().ifPresent(speaker -> node.put("speaker", speaker));
            }
        }
        return json;
    }
}
