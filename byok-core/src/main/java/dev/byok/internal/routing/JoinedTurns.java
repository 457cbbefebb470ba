package dev.byok.internal.routing;

import dev.byok.speech.Audio;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.ConversationResponse;
import dev.byok.speech.ConversationResponse.Turn;
import dev.byok.speech.WordTimestamp;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins turns that are samples of 16 bits at one rate.
 *
 * @param format of the whole: PCM or WAV
 * @param gap between two turns
 * @param loudness of every turn
 * @param timestamps whether the times of words are wanted
 */
record JoinedTurns(AudioFormat format, Duration gap, Loudness loudness, boolean timestamps) {

    ConversationResponse join(List<ConversationRouter.TurnAudio> spoken) {
        ByteArrayOutputStream samples = new ByteArrayOutputStream();
        List<Turn> turns = new ArrayList<>(spoken.size());
        List<WordTimestamp> words = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        long characters = 0;
        for (int i = 0; i < spoken.size(); i++) {
            if (i > 0) {
                samples.writeBytes(silence());
            }
            Audio audio = spoken.get(i).response().audio();
            Duration start = format.durationOf(samples.size());
            for (WordTimestamp word : audio.words()) {
                words.add(word.shifted(start, i));
            }
            if (!spoken.get(i).untimed().isEmpty()) {
                warnings.add("turn " + i + ": " + spoken.get(i).untimed());
            }
            turns.add(new Turn(start, audio.duration(), spoken.get(i).response()));
            characters += audio.characters();
            samples.writeBytes(loudness.levelled(audio.bytes()));
        }
        // a part of the words would be taken for all of them
        List<WordTimestamp> told = timestamps && warnings.isEmpty() ? words : List.of();
        byte[] joined = samples.toByteArray();
        Duration duration = format.durationOf(joined.length);
        byte[] file = format.encoding() == AudioFormat.Encoding.WAV ? WavHeader.before(joined, format) : joined;
        return new ConversationResponse(new Audio(file, format, told, characters, duration), turns, warnings);
    }

    private byte[] silence() {
        long count = gap.toNanos() * format.sampleRate() / 1_000_000_000L;
        return new byte[Math.toIntExact(2 * count)];
    }
}
