package dev.byok.examples.benchmarks;

import dev.byok.examples.benchmarks.StreamingChat.Tokens;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A streamed answer. The stub sends it at once, so that the client never waits for it and every microsecond is the
 * client's own.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StreamBenchmark {

    /** A library with one tenant, whose answers have {@value Answers#TOKENS} tokens. */
    public static class LongAnswer extends Streaming {

        @Override
        String baseUrl(Stub stub) {
            return stub.longUrl();
        }
    }

    /** A library with one tenant, whose answers have {@value Answers#FEW_TOKENS} tokens; the rest is not measured. */
    public static class ShortAnswer extends Streaming {

        private @Nullable Tokens begun;

        @Override
        String baseUrl(Stub stub) {
            return stub.shortUrl();
        }

        @TearDown(Level.Invocation)
        public void readTheRest() {
            drain(Objects.requireNonNull(begun));
        }
    }

    @Benchmark
    public int wholeAnswer(LongAnswer answer) {
        int count = drain(answer.chat.stream(0));
        if (count != Answers.TOKENS) {
            throw new IllegalStateException("the answer had " + count + " tokens");
        }
        return count;
    }

    @Benchmark
    public @Nullable String firstToken(ShortAnswer answer) {
        Tokens tokens = answer.chat.stream(0);
        answer.begun = tokens;
        return tokens.next();
    }

    private static int drain(Tokens tokens) {
        try (tokens) {
            int count = 0;
            while (tokens.next() != null) {
                count++;
            }
            return count;
        }
    }

    /** What both have in common. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls open() first
    public abstract static class Streaming {

        @Param({"OKHTTP", "BYOK"})
        public Library library;

        private Stub stub;
        StreamingChat chat;

        abstract String baseUrl(Stub stub);

        @Setup
        public void open() throws IOException {
            stub = Stub.start();
            chat = library.openStreaming(stub, baseUrl(stub), 1);
        }

        @TearDown
        public void close() throws IOException {
            chat.close();
            stub.close();
        }
    }
}
