package dev.byok.providers.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.providers.spec.SpeechExchange.Source;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.AudioFormat.Encoding;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioConverterTest {

    private static final int EDGE = 120;

    @Test
    void handsOnWhatIsRightAlready() {
        byte[] pcm = Tone.pcm(24_000, 50);
        byte[] piece = Arrays.copyOf(pcm, 100);
        AudioConverter converter = new AudioConverter(AudioFormat.PCM_24000);
        converter.begin(new Source.Pcm(24_000));

        assertThat(converter.convert(piece)).isSameAs(piece);
        assertThat(converter.end()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "48000,24000",
        "44100,24000",
        "22050,24000",
        "16000,24000",
        "8000,24000",
        "24000,16000",
        "24000,8000",
        "24000,44100",
        "32000,24000",
        "24000,48000",
        "24000,23999"
    })
    void changesTheSampleRate(int from, int to) {
        byte[] converted = convert(new Source.Pcm(from), Tone.pcm(from, 200), new AudioFormat(Encoding.PCM, to), 997);

        assertThat(converted).hasSize(2 * (int) Math.ceil(from / 5 * (double) to / from));
        assertThat(Tone.distance(converted, to, EDGE)).isLessThan(2);
    }

    @Test
    void letsNothingThroughThatTheLowerRateCannotHold() {
        int count = 9_600;
        float[] high = new float[count];
        for (int i = 0; i < count; i++) {
            high[i] = (float) (16_000 * Math.sin(2 * Math.PI * 13_000 * i / 48_000));
        }
        Resampler resampler = new Resampler(48_000, 24_000);

        float[] lower = resampler.resample(new Samples(high, count)).exact();

        assertThat(Arrays.copyOfRange(lower, EDGE, lower.length - EDGE)).hasSizeGreaterThan(1_000);
        for (int i = EDGE; i < lower.length - EDGE; i++) {
            assertThat(Math.abs(lower[i])).isLessThan(2);
        }
    }

    @Test
    void readsFloatingPointNumbers() {
        byte[] converted = convert(new Source.Float32(24_000), Tone.float32(24_000, 40), AudioFormat.PCM_24000, 13);

        assertThat(converted).isEqualTo(Tone.pcm(24_000, 40));
    }

    @Test
    void readsAndWritesTelephoneAudio() {
        byte[] coded = convert(new Source.Pcm(8_000), Tone.pcm(8_000, 50), AudioFormat.MULAW_8000, 7);
        byte[] decoded = convert(new Source.MuLaw(8_000), coded, AudioFormat.PCM_8000, 7);

        assertThat(coded).hasSize(400);
        // G.711: silence, and the largest values of both signs
        assertThat(MuLaw.encode(0)).isEqualTo((byte) 0xff);
        assertThat(MuLaw.encode(32_767)).isEqualTo((byte) 0x80);
        assertThat(MuLaw.encode(-32_768)).isEqualTo((byte) 0x00);
        assertThat(MuLaw.decode((byte) 0x80)).isEqualTo((short) 32_124);
        // mu-law keeps about four bits behind the first
        assertThat(Tone.distance(decoded, 8_000, 0)).isLessThan(520);
    }

    @ParameterizedTest
    @CsvSource({"4800", "0", "-1", "2147483647"})
    void readsAWavFileWhateverItSaysOfItsLength(int length) {
        byte[] wav = Tone.wav(24_000, 100, length);

        assertThat(convert(new Source.Wav(), wav, AudioFormat.PCM_24000, 11)).isEqualTo(Tone.pcm(24_000, 100));
    }

    @Test
    void makesTheSameAudioWhereverItIsSplit() {
        for (Source source : new Source[] {
            new Source.Wav(), new Source.Pcm(16_000), new Source.Float32(16_000), new Source.Pcm(24_000)
        }) {
            byte[] bytes = written(source);
            byte[] whole = convert(source, bytes, AudioFormat.PCM_24000, bytes.length);
            for (int at = 0; at <= bytes.length; at++) {
                AudioConverter converter = new AudioConverter(AudioFormat.PCM_24000);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                converter.begin(source);
                out.writeBytes(converter.convert(Arrays.copyOf(bytes, at)));
                out.writeBytes(converter.convert(Arrays.copyOfRange(bytes, at, bytes.length)));
                out.writeBytes(converter.end());
                assertThat(out.toByteArray()).as("%s at %d", source, at).isEqualTo(whole);
            }
            assertThat(convert(source, bytes, AudioFormat.PCM_24000, 1)).isEqualTo(whole);
        }
    }

    @Test
    void leavesAwayWhatFollowsTheSamples() {
        byte[] wav = Tone.wav(24_000, 10);
        byte[] longer = Arrays.copyOf(wav, wav.length + 9);

        assertThat(convert(new Source.Wav(), longer, AudioFormat.PCM_24000, 5)).isEqualTo(Tone.pcm(24_000, 10));
    }

    @Test
    void saysWhenSomethingIsMissing() {
        byte[] wav = Tone.wav(24_000, 10);
        byte[] pcm = Tone.pcm(24_000, 10);

        assertThatThrownBy(
                        () -> convert(new Source.Wav(), Arrays.copyOf(wav, wav.length - 2), AudioFormat.PCM_24000, 9))
                .isInstanceOf(Truncated.class);
        assertThatThrownBy(() -> convert(new Source.Wav(), Arrays.copyOf(wav, 30), AudioFormat.PCM_24000, 9))
                .isInstanceOf(Truncated.class);
        assertThatThrownBy(() -> convert(new Source.Pcm(24_000), Arrays.copyOf(pcm, 99), AudioFormat.PCM_24000, 9))
                .isInstanceOf(Truncated.class);
        assertThatThrownBy(() -> convert(new Source.Pcm(16_000), Arrays.copyOf(pcm, 99), AudioFormat.PCM_24000, 9))
                .isInstanceOf(Truncated.class);
    }

    @Test
    void refusesWhatIsNoWavFile() {
        assertThatThrownBy(() -> convert(new Source.Wav(), Tone.pcm(24_000, 10), AudioFormat.PCM_24000, 100))
                .isInstanceOf(MalformedAudio.class);
        byte[] strange = Tone.wav(24_000, 10);
        strange[20] = 2;
        assertThatThrownBy(() -> convert(new Source.Wav(), strange, AudioFormat.PCM_24000, 100))
                .isInstanceOf(MalformedAudio.class);
    }

    @Test
    void writesAWavFileThatIsReadAgain() {
        byte[] wav = convert(new Source.Pcm(24_000), Tone.pcm(24_000, 10), AudioFormat.WAV_24000, 9);

        assertThat(new String(wav, 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("RIFF");
        assertThat(wav).hasSize(44 + 480);
        assertThat(convert(new Source.Wav(), wav, AudioFormat.PCM_24000, 9)).isEqualTo(Tone.pcm(24_000, 10));
    }

    @Test
    void joinsTheAudioOfSeveralReplies() {
        AudioConverter converter = new AudioConverter(AudioFormat.WAV_24000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int reply = 0; reply < 2; reply++) {
            converter.begin(new Source.Wav());
            out.writeBytes(converter.convert(Tone.wav(24_000, 10)));
            out.writeBytes(converter.end());
        }

        assertThat(out.size()).isEqualTo(44 + 2 * 480);
        assertThat(converter.soFar()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void neitherDecodesNorMakesMp3() {
        assertThat(AudioConverter.canConvert(new Source.Mp3(), AudioFormat.MP3)).isTrue();
        assertThat(AudioConverter.canConvert(new Source.Mp3(), AudioFormat.PCM_24000))
                .isFalse();
        assertThat(AudioConverter.canConvert(new Source.Wav(), AudioFormat.MP3)).isFalse();
        assertThat(AudioConverter.canConvert(new Source.Wav(), AudioFormat.MULAW_8000))
                .isTrue();
        assertThat(convert(new Source.Mp3(), Tone.mp3(), AudioFormat.MP3, 7)).isEqualTo(Tone.mp3());
    }

    private static byte[] written(Source source) {
        if (source instanceof Source.Wav) {
            return Tone.wav(16_000, 10);
        }
        if (source instanceof Source.Float32 floats) {
            return Tone.float32(floats.sampleRate(), 10);
        }
        return Tone.pcm(((Source.Pcm) source).sampleRate(), 10);
    }

    private static byte[] convert(Source source, byte[] bytes, AudioFormat wanted, int pieces) {
        AudioConverter converter = new AudioConverter(wanted);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        converter.begin(source);
        for (int at = 0; at < bytes.length; at += pieces) {
            out.writeBytes(converter.convert(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieces))));
        }
        out.writeBytes(converter.end());
        return out.toByteArray();
    }
}
