package dev.byok.examples.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A whole chat call, the tenants taking turns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class CallBenchmark {

    /** Which library, and for how many tenants. Those with a client per tenant are not asked to serve 10,000. */
    public enum Case {
        OKHTTP_1(Library.OKHTTP, 1),
        BYOK_1(Library.BYOK, 1),
        BYOK_10000(Library.BYOK, 10_000),
        OPENAI_JAVA_1(Library.OPENAI_JAVA, 1),
        OPENAI_JAVA_100(Library.OPENAI_JAVA, 100),
        LANGCHAIN4J_1(Library.LANGCHAIN4J, 1),
        LANGCHAIN4J_100(Library.LANGCHAIN4J, 100);

        final Library library;
        final int tenants;

        Case(Library library, int tenants) {
            this.library = library;
            this.tenants = tenants;
        }
    }

    @Param
    public Case which;

    private Stub stub;
    private Chat chat;
    private int next;

    @Setup
    public void open() throws IOException {
        stub = Stub.start();
        chat = which.library.open(stub, which.tenants);
        if (!chat.ask(0).equals(Answers.TEXT)) {
            throw new IllegalStateException("the answer is not what the stub sent");
        }
    }

    @Benchmark
    public String call() {
        next = next + 1 == which.tenants ? 0 : next + 1;
        return chat.ask(next);
    }

    @TearDown
    public void close() throws IOException {
        chat.close();
        stub.close();
    }
}
