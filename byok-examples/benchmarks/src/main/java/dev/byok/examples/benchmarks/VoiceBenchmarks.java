package dev.byok.examples.benchmarks;

import java.io.IOException;

/**
 * Speech and live transcription: {@code java -cp target/benchmarks.jar dev.byok.examples.benchmarks.VoiceBenchmarks}, about a
 * minute, or with {@code --quick} for a run that only shows that it works.
 */
public final class VoiceBenchmarks {

    private static final int CALLS = 20_000;
    private static final int FEW_CALLS = 500;

    private VoiceBenchmarks() {}

    /**
     * Runs it.
     *
     * @param args nothing or {@code --quick}
     * @throws IOException when a process does not start
     * @throws InterruptedException when nobody waits for it
     */
    public static void main(String... args) throws IOException, InterruptedException {
        boolean quick = args.length == 1 && args[0].equals("--quick");
        System.out.println(
                "JDK " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " cores\n");
        FirstAudio.measure(System.out, quick ? FEW_CALLS : CALLS);
        LongSpeech.measure(System.out);
        ManyLive.measure(System.out);
    }
}
