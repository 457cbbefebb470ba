package dev.byok.examples.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/**
 * Ten minutes of audio, 28.8 MB, through a heap that is smaller than that: what is left of it after each minute's garbage
 * collection, and what the reading thread allocated for a second of audio.
 */
final class LongSpeech {

    private static final int SECOND = 48_000;
    private static final int MINUTES = 10;

    private LongSpeech() {}

    /** Measures in JVMs of their own. */
    static void measure(PrintStream out) throws IOException, InterruptedException {
        StringBuilder minutes = new StringBuilder();
        for (int minute = 1; minute <= MINUTES; minute++) {
            minutes.append(minute).append(" | ");
        }
        out.println("| heap after minute, KiB | " + minutes + "bytes allocated for a second of audio |");
        out.println("|---|" + "---|".repeat(MINUTES + 1));
        for (VoiceKind kind : VoiceKind.values()) {
            int exit = Jvm.of(LongSpeech.class, "-Xmx24m", kind.name())
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException("the stream of " + kind.title + " did not come to its end");
            }
        }
        out.println();
    }

    public static void main(String... args) throws IOException {
        VoiceKind kind = VoiceKind.valueOf(args[0]);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        StringBuilder line = new StringBuilder("| " + kind.title + " | ");
        try (Stub stub = Stub.startVoice();
                Voice voice = new ByokVoice(stub.origin(), stub.origin() + VoiceServer.LONG + kind.base, kind);
                Voice.Playing playing = voice.speak()) {
            long allocated = threads.getThreadAllocatedBytes(thread);
            long read = 0;
            int minute = 0;
            for (byte[] piece = playing.next(); piece != null; piece = playing.next()) {
                read += piece.length;
                if (read >= 60L * SECOND * (minute + 1)) {
                    minute++;
                    line.append(heap() >> 10).append(" | ");
                }
            }
            long seconds = read / SECOND;
            line.append((threads.getThreadAllocatedBytes(thread) - allocated) / seconds)
                    .append(" |");
        }
        System.out.println(line);
        System.exit(0);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
