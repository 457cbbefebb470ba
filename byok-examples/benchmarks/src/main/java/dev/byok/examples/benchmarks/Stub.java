package dev.byok.examples.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;

/** A {@link StubServer} or a {@link VoiceServer} that was started for this JVM. */
final class Stub implements AutoCloseable {

    /** The path below which it streams {@value Answers#TOKENS} tokens. */
    static final String LONG = "/long";

    /** The path below which it streams {@value Answers#FEW_TOKENS} tokens. */
    static final String SHORT = "/short";

    private final Process process;
    private final BufferedReader replies;
    private final Writer commands;
    private final String origin;

    private Stub(Process process) throws IOException {
        this.process = process;
        this.replies = process.inputReader(US_ASCII);
        this.commands = process.outputWriter(US_ASCII);
        this.origin = "http://127.0.0.1:" + Jvm.number(replies);
    }

    static Stub start() throws IOException {
        return new Stub(Jvm.of(StubServer.class, "-Xmx256m").start());
    }

    static Stub startVoice() throws IOException {
        return new Stub(Jvm.of(VoiceServer.class, "-Xmx512m").start());
    }

    String origin() {
        return origin;
    }

    /** {@return the base URL of whole answers} */
    String wholeUrl() {
        return origin + "/v1";
    }

    /** {@return the base URL of streamed answers of many tokens} */
    String longUrl() {
        return origin + LONG + "/v1";
    }

    /** {@return the base URL of streamed answers of a few tokens} */
    String shortUrl() {
        return origin + SHORT + "/v1";
    }

    /** {@return how many connections were made to it} */
    int connections() throws IOException {
        commands.write("\n");
        commands.flush();
        return Jvm.number(replies);
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
    }
}
