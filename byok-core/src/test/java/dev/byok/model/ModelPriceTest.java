package dev.byok.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.byok.chat.Usage;
import dev.byok.model.ModelPrice.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPriceTest {

    /** Google's price list for Gemini 2.5 Pro: 1.25 and 10, and 2.50 and 15 above 200,000 tokens. */
    private static final ModelPrice GEMINI = new ModelPrice(
            tokens("1.25", "10"), List.of(new Tier(200_000, tokens("2.50", "15"))), Optional.empty(), Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "200000, 1000, 0.26", // 200000 × 1.25 + 1000 × 10
        "200001, 1000, 0.5150025", // 200001 × 2.50 + 1000 × 15
    })
    void chargesAllTokensOfALongRequestMore(long input, long output, BigDecimal dollars) {
        assertThat(GEMINI.cost(new Usage(input, 0, 0, output, 0, true))).contains(dollars);
    }

    @Test
    void refusesTiersThatDoNotAscend() {
        List<Tier> tiers = List.of(new Tier(2, tokens("1", "1")), new Tier(2, tokens("2", "2")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelPrice(TokenPrice.UNKNOWN, tiers, Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tier(0, TokenPrice.UNKNOWN));
    }

    @Test
    void chargesSpeechByTheCharacter() {
        // OpenAI's tts-1: 15 dollars per million characters
        assertThat(speech("15", null).costOfCharacters(4096)).contains(new BigDecimal("0.06144"));
        assertThat(ModelPrice.UNKNOWN.costOfCharacters(1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.36, PT1M, 0.006", // whisper-1
        "0.36, PT1H30M, 0.54",
        "0.468, PT1S, 0.00013",
        "0.111, PT0.001S, 0.000000030834", // 0.0000000308333… rounded up
        "0.22, PT0S, 0",
    })
    void chargesAudioByItsLength(String audioHour, Duration length, BigDecimal dollars) {
        assertThat(speech(null, audioHour).costOfAudio(length)).contains(dollars);
    }

    @Test
    void knowsNoCostOfAudioWithoutAPrice() {
        assertThat(speech("15", null).costOfAudio(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void isFreeOnlyWhenThatIsKnown() {
        assertThat(ModelPrice.FREE.isFree()).isTrue();
        assertThat(ModelPrice.UNKNOWN.isFree()).isFalse();
        assertThat(speech("0", null).isFree()).isTrue();
        assertThat(speech("0", "1").isFree()).isFalse();
    }

    private static ModelPrice speech(@Nullable String characters, @Nullable String audioHour) {
        return new ModelPrice(
                TokenPrice.UNKNOWN,
                List.of(),
                Optional.ofNullable(characters).map(BigDecimal::new),
                Optional.ofNullable(audioHour).map(BigDecimal::new));
    }

    private static TokenPrice tokens(String input, String output) {
        return TokenPrice.of(new BigDecimal(input), new BigDecimal(output));
    }
}
