package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the documents of one reply. A small state machine, used by one thread at a time. */
@FunctionalInterface
public interface SpeechReader {

    /**
     * Takes one document.
     *
     * @param event the name of the event that it came in; empty when it has none
     * @param body the document
     * @param out gets what it means, in order; nothing when it means nothing
     * @return whether this was the last one
     * @throws MalformedReply when it does not follow the format
     * @throws ErrorInReply when it is an error
     */
    boolean accept(String event, JsonNode body, SpeechSink out);

    /**
     * Tells what is still open when the reply ends without an end marker.
     *
     * @param out gets it
     * @return whether the reply may end here; only for vendors whose stream has no end marker
     */
    default boolean mayEndHere(SpeechSink out) {
        return false;
    }
}
