package dev.byok.examples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;

/**
 * How long it takes from the call to the first sample. The two take turns call by call, so that whatever else happens on the
 * machine meets both.
 */
final class FirstAudio {

    private static final int WARM_UP = 10_000;

    private FirstAudio() {}

    static void measure(PrintStream out, int calls) throws IOException {
        out.println(
                "| first audio byte | OkHttp p50 µs | byok p50 µs | more µs | OkHttp p99 µs | byok p99 µs | more µs |");
        out.println("|---|---|---|---|---|---|---|");
        try (Stub stub = Stub.startVoice()) {
            for (VoiceKind kind : VoiceKind.values()) {
                String base = stub.origin() + kind.base;
                try (Voice plain = new OkHttpVoice(base, kind);
                        Voice byok = new ByokVoice(stub.origin(), base, kind)) {
                    print(out, kind, plain, byok, calls);
                }
            }
        }
        out.println();
    }

    private static void print(PrintStream out, VoiceKind kind, Voice plain, Voice byok, int calls) {
        long[] floor = new long[calls];
        long[] ours = new long[calls];
        for (int i = -Math.min(WARM_UP, calls); i < calls; i++) {
            // neither always finds the stub as the other left it
            boolean plainFirst = i % 2 == 0;
            long first = firstSample(plainFirst ? plain : byok);
            long second = firstSample(plainFirst ? byok : plain);
            if (i >= 0) {
                floor[i] = plainFirst ? first : second;
                ours[i] = plainFirst ? second : first;
            }
        }
        Arrays.sort(floor);
        Arrays.sort(ours);
        double p50 = micros(floor, 0.5);
        double p99 = micros(floor, 0.99);
        out.printf(
                "| %s | %.1f | %.1f | %+.1f | %.1f | %.1f | %+.1f |%n",
                kind.title,
                p50,
                micros(ours, 0.5),
                micros(ours, 0.5) - p50,
                p99,
                micros(ours, 0.99),
                micros(ours, 0.99) - p99);
    }

    private static long firstSample(Voice voice) {
        long start = System.nanoTime();
        try (Voice.Playing playing = voice.speak()) {
            byte[] first = playing.next();
            long end = System.nanoTime();
            int bytes = first == null ? 0 : first.length;
            for (byte[] more = playing.next(); more != null; more = playing.next()) {
                bytes += more.length;
            }
            if (bytes != 10 * VoiceKind.PIECE) {
                throw new IllegalStateException("a second of audio had " + bytes + " bytes");
            }
            return end - start;
        }
    }

    private static double micros(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))] / 1_000.0;
    }
}
