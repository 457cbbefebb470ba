package dev.byok.providers.engine;

import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.LiveTranscriptionDialect;
import dev.byok.providers.spec.LiveTranscriptionInput;
import dev.byok.providers.spec.LiveTranslator;
import dev.byok.providers.spec.VendorError;
import dev.byok.transcription.TranscriptionEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** A made-up format: audio as it is, and every message is a final text; which one is the last nobody says. */
final class ToyLive implements LiveTranscriptionDialect {

    @Override
    public Opening open(LiveTranscriptionInput input) {
        return new Opening.Upgrade(HttpCall.get("listen"));
    }

    @Override
    public LiveTranslator newTranslator(LiveTranscriptionInput input) {
        return new Translator(false);
    }

    /** Its translator, which begins at once or when the vendor says something. */
    record Translator(boolean awaitsStart) implements LiveTranslator {

        @Override
        public List<Frame> audio(byte[] samples) {
            return List.of(Frame.binary(samples));
        }

        @Override
        public List<Frame> finish() {
            return List.of(Frame.text("bye"));
        }

        @Override
        public boolean endsInSilence() {
            return true;
        }

        @Override
        public boolean accept(Frame frame, Consumer<? super TranscriptionEvent> out) {
            out.accept(new TranscriptionEvent.Final(
                    0, String.valueOf(frame.text()), OptionalDouble.empty(), Optional.empty(), List.of()));
            return false;
        }

        @Override
        public Optional<VendorError> closed(int code, String reason) {
            return LiveTranslator.unlessNormal(code, reason);
        }
    }
}
