package dev.byok.providers.http;

import java.io.IOException;

/** Reads the events of a reply one at a time, whatever the format that they come in. */
interface EventReader {

    /** Reads on to the next event; false at the end of the stream, also where it is cut. */
    boolean next() throws IOException;

    /** The name of the event that was read last, empty when it has none. */
    String event();

    /** The data of the event that was read last; once only. */
    byte[] data();

    /** Whether the stream ended in the middle of an event. */
    boolean isCut();

    /** An event is larger than the limit. */
    final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("a part of the stream is too large");
        }
    }
}
