package dev.byok.internal.routing;

import dev.byok.speech.AudioFormat;
import dev.byok.transcription.TranscriptionSession;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A live session that counts the audio it was given. */
final class CountedSession implements TranscriptionSession {

    private final TranscriptionSession session;
    private final Sent sent;

    CountedSession(TranscriptionSession session, Sent sent) {
        this.session = session;
        this.sent = sent;
    }

    // audio that is refused throws and is not counted
    @Override
    public void send(byte[] audio) {
        session.send(audio);
        sent.add(audio.length);
    }

    @Override
    public void endUtterance() {
        session.endUtterance();
    }

    @Override
    public void finish() {
        session.finish();
    }

    @Override
    public void close() {
        session.close();
    }

    /** How much audio was sent; one thread adds while another one asks. */
    static final class Sent {

        private final AudioFormat format;
        private final AtomicLong bytes = new AtomicLong();

        Sent(AudioFormat format) {
            this.format = format;
        }

        Duration length() {
            return format.durationOf(bytes.get());
        }

        private void add(int count) {
            bytes.addAndGet(count);
        }
    }
}
