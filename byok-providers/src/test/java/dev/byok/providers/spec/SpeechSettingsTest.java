package dev.byok.providers.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.AudioFormat.Encoding;
import dev.byok.speech.SpeechRequest;
import dev.byok.speech.WordTimestamp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeechSettingsTest {

    @Test
    void cutsLongTextsBehindSentences() {
        assertThat(SpeechSettings.parts("One two. Three four! Five", 12))
                .containsExactly("One two.", "Three four!", "Five");
        assertThat(SpeechSettings.parts("  short  ", 12)).containsExactly("short");
    }

    @Test
    void cutsBetweenWordsWhereNoSentenceEnds() {
        assertThat(SpeechSettings.parts("one two three four", 9)).containsExactly("one two", "three", "four");
    }

    @Test
    void cutsAWordThatIsTooLongAndNoCharacter() {
        assertThat(SpeechSettings.parts("abcdefgh", 3)).containsExactly("abc", "def", "gh");
        assertThat(SpeechSettings.parts("a\uD83C\uDF7D\uD83C\uDF7D", 2))
                .containsExactly("a", "\uD83C\uDF7D", "\uD83C\uDF7D");
    }

    @Test
    void asksForTheNextHigherRate() {
        assertThat(SpeechSettings.sampleRate(input(16_000), 8_000, 16_000, 24_000))
                .isEqualTo(16_000);
        assertThat(SpeechSettings.sampleRate(input(22_050), 8_000, 16_000, 24_000))
                .isEqualTo(24_000);
        assertThat(SpeechSettings.sampleRate(input(48_000), 8_000, 16_000, 24_000))
                .isEqualTo(24_000);
    }

    @Test
    void wantsAVoiceWhereTheVendorDoes() {
        assertThatThrownBy(() -> SpeechSettings.voice(input(16_000))).isInstanceOf(ByokException.class);
    }

    @Test
    void makesWordsOfCharactersThatComeInPieces() {
        CharacterTimes characters = new CharacterTimes();

        assertThat(characters.add(
                        list("[\"H\",\"i\",\" \",\"A\"]"), list("[0,0.1,0.2,0.3]"), list("[0.1,0.2,0.3,0.4]")))
                .containsExactly(new WordTimestamp("Hi", Duration.ZERO, Duration.ofMillis(200)));
        assertThat(characters.add(list("[\"d\",\"a\"]"), list("[0.4,0.5]"), list("[0.5,0.6]")))
                .isEmpty();
        assertThat(characters.rest())
                .containsExactly(new WordTimestamp("Ada", Duration.ofMillis(300), Duration.ofMillis(600)));
        assertThat(characters.rest()).isEmpty();
        assertThatThrownBy(() -> characters.add(list("[\"d\"]"), list("[]"), list("[0.5]")))
                .isInstanceOf(MalformedReply.class);
        assertThatThrownBy(() -> characters.add(list("[\"d\"]"), list("[-1]"), list("[0.5]")))
                .isInstanceOf(MalformedReply.class);
    }

    private static JsonNode list(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static SpeechInput input(int rate) {
        AudioFormat format = new AudioFormat(Encoding.PCM, rate);
        return new SpeechInput(SpeechRequest.builder().text("Hi").format(format).build(), "m", Map.of());
    }
}
