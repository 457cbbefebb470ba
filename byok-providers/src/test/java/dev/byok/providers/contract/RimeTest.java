package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.providers.spec.SpeechInput;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.SpeechRequest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only Rime has: one of its models times words, in two languages. */
final class RimeTest {

    @ParameterizedTest
    @CsvSource({
        "mistv2,,true",
        "mistv2,en-US,true",
        "mistv2,es-MX,true",
        "mistv2,fr,false",
        "mistv3,en-US,false",
        "coda,,false"
    })
    void timesTheWordsOfOneModelInTwoLanguages(String model, String language, boolean timed) {
        SpeechRequest request = SpeechRequest.builder()
                .text("Hello")
                .voice("cove")
                .format(AudioFormat.PCM_24000)
                .language(language)
                .timestamps(true)
                .build();

        assertThat(Contract.of("rime").vendor().speech().timesWords(new SpeechInput(request, model, Map.of())))
                .isEqualTo(timed);
    }
}
