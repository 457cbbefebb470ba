package dev.byok.providers.spec;

import dev.byok.transcription.TranscriptionEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Translates one live session. A state machine, used by one thread at a time, that knows neither sockets nor clocks.
 */
public interface LiveTranslator {

    /**
     * A frame of a WebSocket.
     *
     * @param text its text; null for a binary one
     * @param binary its bytes; null for one of text
     */
    record Frame(@Nullable String text, byte @Nullable [] binary) {

        /**
         * {@return a frame of text}
         *
         * @param text its text
         */
        public static Frame text(String text) {
            return new Frame(Objects.requireNonNull(text, "text"), null);
        }

        /**
         * {@return a binary frame}
         *
         * @param bytes its bytes
         */
        public static Frame binary(byte[] bytes) {
            return new Frame(null, Objects.requireNonNull(bytes, "bytes"));
        }

        /** {@return kind and size; no content} */
        @Override
        public String toString() {
            return text != null ? "Frame[text]" : "Frame[binary]";
        }
    }

    /** {@return what is sent as soon as the socket is open} */
    default List<Frame> opened() {
        return List.of();
    }

    /** {@return whether audio is held back until the vendor said that it listens} */
    default boolean awaitsStart() {
        return false;
    }

    /**
     * {@return frames with audio}
     *
     * @param samples in the format of the request
     */
    List<Frame> audio(byte[] samples);

    /** {@return what asks for the final text of what was said so far; empty when the vendor has nothing for it} */
    default List<Frame> endUtterance() {
        return List.of();
    }

    /** {@return what tells the vendor that no more audio comes; empty when closing the socket is all there is} */
    List<Frame> finish();

    /**
     * {@return whether, after the end of the audio, silence means that the last text has come; false for a vendor that says
     * which one is the last}
     */
    default boolean endsInSilence() {
        return false;
    }

    /** {@return what is sent before the socket is closed, whoever wants it closed; empty when there is no such thing} */
    default List<Frame> farewell() {
        return List.of();
    }

    /** {@return what is sent when nothing else was sent for a while; null when the vendor needs no such thing} */
    default @Nullable KeepAlive keepAlive() {
        return null;
    }

    /**
     * Takes a frame of the vendor's.
     *
     * @param frame the frame
     * @param out gets what it means, in order; nothing when it means nothing. The library numbers utterances and puts their
     *     texts together, drops empty texts, and tells by itself what a vendor does not tell; the number and the end's text
     *     that a translator gives are not looked at. {@link TranscriptionEvent.Closed} is not the translator's to tell
     * @return whether it was the vendor's last one
     * @throws MalformedReply when it does not follow the format
     * @throws ErrorInReply when it is an error, to be read by the vendor's error rules
     */
    boolean accept(Frame frame, Consumer<? super TranscriptionEvent> out);

    /**
     * Tells what is still open when the socket closes, for example the end of the last utterance.
     *
     * @param out gets it
     */
    default void closing(Consumer<? super TranscriptionEvent> out) {}

    /**
     * {@return what a close code means, as an error for the vendor's error rules; empty for a normal end}
     *
     * @param code of the WebSocket
     * @param reason the vendor's text
     */
    Optional<VendorError> closed(int code, String reason);

    /**
     * {@return what every vendor means by a close code: nothing by 1000, 1001 and 1005; else an error with the code's text}
     *
     * @param code of the WebSocket
     * @param reason the vendor's text
     */
    static Optional<VendorError> unlessNormal(int code, String reason) {
        return code == 1000 || code == 1001 || code == 1005
                ? Optional.empty()
                : Optional.of(VendorError.ofClose(code, reason));
    }

    /**
     * What keeps a session open while nobody speaks.
     *
     * @param after how long nothing was sent
     * @param frame what to send
     */
    record KeepAlive(Duration after, Frame frame) {}
}
