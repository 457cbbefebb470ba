package dev.byok.providers.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.byok.ByokException;
import dev.byok.speech.SpeechEvent;
import dev.byok.speech.WordTimestamp;
import dev.byok.spi.SpeechClient;
import dev.byok.spi.SpeechEvents;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a speech.
 *
 * @param bytes the audio, as far as it got
 * @param words their times
 * @param characters as the vendor counts them; 0 when it does not tell
 * @param failure how it failed; null when it did not
 */
record Spoken(byte[] bytes, List<WordTimestamp> words, long characters, ByokException failure) {

    /** Says what a case has to say. */
    static Spoken by(SpeechClient client, Contract contract, SpeechCase speech) {
        HttpFile request = HttpFile.read(contract.file("speech", speech.folder(), "request.http"));
        ByteArrayOutputStream audio = new ByteArrayOutputStream();
        List<WordTimestamp> words = new ArrayList<>();
        long characters = 0;
        try (SpeechEvents events =
                client.stream(speech.given(request), SpeechCase.model(request), Loopback.context())) {
            for (SpeechEvent event = events.next(); event != null; event = events.next()) {
                if (event instanceof SpeechEvent.Audio piece) {
                    audio.writeBytes(piece.bytes());
                } else if (event instanceof SpeechEvent.Words more) {
                    words.addAll(more.words());
                } else if (event instanceof SpeechEvent.CharactersReported told) {
                    characters = told.characters();
                }
            }
        } catch (ByokException e) {
            return new Spoken(audio.toByteArray(), words, characters, e);
        }
        return new Spoken(audio.toByteArray(), words, characters, null);
    }

    /** The words as fixtures write them down. */
    JsonNode timedWords() {
        return AsJson.list(
                words,
                word -> JsonNodeFactory.instance
                        .objectNode()
                        .put("word", word.word())
                        .put("start", (int) word.start().toMillis())
                        .put("end", (int) word.end().toMillis()));
    }
}
