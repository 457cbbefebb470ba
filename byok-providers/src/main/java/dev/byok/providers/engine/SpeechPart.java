package dev.byok.providers.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.http.StreamReply;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.SpeechReader;
import dev.byok.providers.spec.SpeechSink;

/** One reply with audio, read step by step. */
interface SpeechPart {

    /** What a step came to. */
    enum Step {
        /** There may be more. */
        MORE,
        /** The vendor said that it is complete, or needs not to. */
        COMPLETE,
        /** It ended without having said so. */
        ENDED_EARLY
    }

    /** Waits for more of the reply and hands on what is in it. */
    Step read(SpeechSink out);

    /** A body that is the audio itself: how it ends is told by HTTP, and by the audio. */
    record Raw(StreamReply reply) implements SpeechPart {

        @Override
        public Step read(SpeechSink out) {
            byte[] bytes = reply.bytes();
            if (bytes.length == 0) {
                return Step.COMPLETE;
            }
            out.audio(bytes);
            return Step.MORE;
        }
    }

    /** A body of events or lines. */
    record Events(StreamReply reply, SpeechReader reader) implements SpeechPart {

        @Override
        public Step read(SpeechSink out) {
            if (!reply.next()) {
                return reader.mayEndHere(out) ? Step.COMPLETE : Step.ENDED_EARLY;
            }
            byte[] data = reply.data();
            JsonNode body = Json.readOrNull(data);
            if (body == null && reply.isCut()) {
                return Step.ENDED_EARLY;
            }
            // "[DONE]" and the like are no documents
            if (body == null && isMarker(data)) {
                return reader.mayEndHere(out) ? Step.COMPLETE : Step.MORE;
            }
            JsonNode read = body == null ? Json.read(data) : body;
            return reader.accept(reply.event(), read, out) ? Step.COMPLETE : Step.MORE;
        }

        private static boolean isMarker(byte[] data) {
            return data.length == 6 && data[0] == '[' && data[1] == 'D' && data[5] == ']';
        }
    }

    /** A body that is one document. */
    record Document(JsonNode body, SpeechReader reader) implements SpeechPart {

        @Override
        public Step read(SpeechSink out) {
            return reader.accept("", body, out) || reader.mayEndHere(out) ? Step.COMPLETE : Step.ENDED_EARLY;
        }
    }
}
