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
 * A streamed answer of {@value Answers#TOKENS} tokens. The stub sends it at once, so that the client is never waiting
 * for it and every microsecond is the client's own.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StreamBenchmark {

    /** A library with one tenant. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH calls open() first
    public static class Streaming {

        @Param({"OKHTTP", "BYOK"})
        public Library library;

        private Stub stub;
        private StreamingChat chat;

        @Setup
        public void open() throws IOException {
            stub = Stub.start();
            chat = library.openStreaming(stub, stub.streamUrl(), 1);
        }

        @TearDown
        public void close() throws IOException {
            chat.close();
            stub.close();
        }
    }

    /** An answer whose rest is read outside of what is measured. */
    @State(Scope.Benchmark)
    public static class Begun {

        private @Nullable Tokens tokens;

        @TearDown(Level.Invocation)
        public void readTheRest() {
            drain(Objects.requireNonNull(tokens));
        }
    }

    @Benchmark
    public int wholeAnswer(Streaming streaming) {
        int count = drain(streaming.chat.stream(0));
        if (count != Answers.TOKENS) {
            throw new IllegalStateException("the answer had " + count + " tokens");
        }
        return count;
    }

    @Benchmark
    public @Nullable String firstToken(Streaming streaming, Begun begun) {
        Tokens tokens = streaming.chat.stream(0);
        begun.tokens = tokens;
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
}
