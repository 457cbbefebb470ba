package dev.byok.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.model.ModelRef;
import dev.byok.speech.AudioFormat.Encoding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpeechValuesTest {

    @Test
    void writesAndReadsTheIdsOfFormats() {
        assertThat(AudioFormat.PCM_24000.id()).isEqualTo("pcm_24000");
        assertThat(AudioFormat.MP3.id()).isEqualTo("mp3");
        assertThat(AudioFormat.parse("mulaw_8000")).isEqualTo(AudioFormat.MULAW_8000);
        assertThat(AudioFormat.parse("mp3")).isEqualTo(AudioFormat.MP3);
        for (String none : new String[] {"", "pcm", "pcm_", "pcm_1", "ogg_48000", "PCM_24000"}) {
            assertThatThrownBy(() -> AudioFormat.parse(none)).as(none).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void knowsHowLongSamplesSound() {
        assertThat(AudioFormat.PCM_24000.durationOf(48_000)).isEqualTo(Duration.ofSeconds(1));
        assertThat(AudioFormat.MULAW_8000.durationOf(4)).isEqualTo(Duration.ofNanos(500_000));
        assertThat(AudioFormat.MP3.durationOf(48_000)).isEqualTo(Duration.ZERO);
        assertThatThrownBy(() -> new AudioFormat(Encoding.PCM, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsEverythingOfARegisteredVoiceInItsId() {
        RegisteredVoice voice = new RegisteredVoice(ModelRef.parse("fal/fal-ai/orpheus-tts"), "tara#2");

        assertThat(voice.id()).isEqualTo("fal/fal-ai/orpheus-tts#tara#2");
        assertThat(RegisteredVoice.find(voice.id())).contains(voice);
        for (String vendors : new String[] {"alloy", "s3://voice/manifest.json", "a#b", "/m#v", "p/#v", "p/m#"}) {
            assertThat(RegisteredVoice.find(vendors)).as(vendors).isEmpty();
        }
    }

    @Test
    void movesWordsWithinLongerAudio() {
        WordTimestamp word = new WordTimestamp("Ada", Duration.ofMillis(5), Duration.ofMillis(9));

        assertThat(word.shifted(Duration.ofSeconds(1), 2))
                .isEqualTo(new WordTimestamp("Ada", Duration.ofMillis(1_005), Duration.ofMillis(1_009), 2));
        assertThatThrownBy(() -> new WordTimestamp("Ada", Duration.ofMillis(9), Duration.ofMillis(5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void checksARequest() {
        SpeechRequest request =
                SpeechRequest.builder().text("Hi").voice("v").extra("seed", 7).build();

        assertThat(request.toBuilder().text("Ho").build().voice()).contains("v");
        assertThat(request.toBuilder().build().extra()).containsEntry("seed", 7);
        assertThat(request.toString()).doesNotContain("Hi");
        assertThatThrownBy(() -> SpeechRequest.builder().text(" ").build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SpeechRequest.builder().text("Hi").voice("").build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
