package dev.byok.providers.contract;

import dev.byok.speech.AudioFormat;
import dev.byok.speech.SpeechRequest;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What every vendor that speaks is asked: a case is a folder {@code contract/<vendor>/speech/<case>} with
 * {@code request.http}, whose notes {@code model} and {@code voice} say what speaks, and {@code reply.http}.
 */
enum SpeechCase {
    PCM,
    MP3,
    SETTINGS,
    TIMESTAMPS;

    static final String TEXT = "Hello \"Ada\", table № 7 is ready.";

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    SpeechRequest given(HttpFile request) {
        SpeechRequest.Builder given = SpeechRequest.builder()
                .text(TEXT)
                .voice(request.note("voice").orElse(null))
                .format(this == MP3 ? AudioFormat.MP3 : AudioFormat.PCM_24000)
                .timestamps(this == TIMESTAMPS);
        if (this == SETTINGS) {
            given.speed(1.1).language("en-US").instructions("speak warmly").extra("x_only_here", 7);
        }
        return given.build();
    }

    /** The cases that a vendor has an answer to. */
    static List<SpeechCase> answered(Contract contract) {
        return Arrays.stream(values())
                .filter(speech -> Files.exists(contract.file("speech", speech.folder(), "reply.http")))
                .toList();
    }

    /** The model that the notes name. */
    static String model(HttpFile request) {
        return request.note("model").orElse("*");
    }

    @Override
    public String toString() {
        return folder();
    }
}
