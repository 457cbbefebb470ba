package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.model.ModelRef;
import dev.byok.speech.Audio;
import dev.byok.speech.SpeechResponse;
import dev.byok.speech.WordTimestamp;
import dev.byok.spi.CallContext;
import dev.byok.transcription.AudioFile;
import dev.byok.transcription.TranscribedWord;
import dev.byok.transcription.TranscriptionRequest;
import dev.byok.transcription.TranscriptionResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Learns the times of words of a voice that does not tell them: the audio is transcribed, once. */
public final class WordTimer {

    /** What transcribes when nothing else was named: the only model of OpenAI's that times words. */
    public static final ModelRef USUAL = new ModelRef("openai", null, "whisper-1");

    private final TranscriptionRouter transcriptions;

    /**
     * Makes one.
     *
     * @param transcriptions makes the transcriptions
     */
    public WordTimer(TranscriptionRouter transcriptions) {
        this.transcriptions = transcriptions;
    }

    /**
     * {@return the same audio with the times of its words}
     *
     * @param call what was said, and for whom
     * @param spoken the audio
     * @param timers what transcribes, in order
     * @param context limits and cancellation
     * @throws ByokException {@code TIMESTAMPS_UNAVAILABLE} when nothing does
     */
    public SpeechResponse timed(
            SpeechRouter.Call call, SpeechResponse spoken, List<ModelRef> timers, CallContext context) {
        TranscriptionRequest.Builder question = TranscriptionRequest.builder()
                .audio(file(spoken.audio()))
                .language(call.request().language().orElse(null))
                .words(true);
        TranscriptionResponse answer;
        try {
            answer = transcriptions.send(
                    new TranscriptionRouter.Routes(call.tenant(), timers, null, call.access()),
                    question.build(),
                    context);
        } catch (ByokException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            throw unavailable(e.summary());
        }
        if (answer.words().isEmpty()) {
            throw unavailable("the transcription has no times of words");
        }
        List<WordTimestamp> words = new ArrayList<>(answer.words().size());
        for (TranscribedWord word : answer.words()) {
            words.add(new WordTimestamp(word.text(), word.start(), latest(word)));
        }
        return new SpeechResponse(spoken.audio().withWords(words), spoken.receipt(), Optional.of(answer.receipt()));
    }

    private static Duration latest(TranscribedWord word) {
        return word.end().compareTo(word.start()) < 0 ? word.start() : word.end();
    }

    private static AudioFile file(Audio audio) {
        return switch (audio.format().encoding()) {
            case PCM -> AudioFile.pcm(audio.bytes(), audio.format().sampleRate());
            case WAV -> AudioFile.of(audio.bytes(), "speech.wav", "audio/wav");
            case MP3 -> AudioFile.of(audio.bytes(), "speech.mp3", "audio/mpeg");
            case MULAW -> AudioFile.of(WavHeader.before(audio.bytes(), audio.format()), "speech.wav", "audio/wav");
        };
    }

    private static ByokException unavailable(String why) {
        return ByokException.of(
                        ErrorCode.TIMESTAMPS_UNAVAILABLE,
                        "The voice tells no times of words, and they could not be learned otherwise: " + why)
                .hint("connect a key of OpenAI, or name what transcribes with timestampsBy(…)")
                .build();
    }
}
