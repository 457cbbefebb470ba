package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Lets several threads do the same at the same time. */
public final class Race {

    private Race() {}

    /** What one thread does. */
    public interface Runner<R> {
        R run(String number) throws Exception;
    }

    /** Starts all runners at once and gives what those returned that did not meet a conflict. */
    public static <R> List<R> of(int runners, Runner<R> runner) throws Exception {
        CyclicBarrier start = new CyclicBarrier(runners);
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        try {
            List<Callable<List<R>>> tasks = IntStream.range(0, runners)
                    .<Callable<List<R>>>mapToObj(number -> () -> {
                        start.await();
                        try {
                            return List.of(runner.run(Integer.toString(number)));
                        } catch (ByokException failure) {
                            assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
                            return List.of();
                        }
                    })
                    .toList();
            List<R> results = new ArrayList<>();
            for (Future<List<R>> done : threads.invokeAll(tasks)) {
                results.addAll(done.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
