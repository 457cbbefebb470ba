package dev.byok.providers.voice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Festival, which speaks, and PocketSphinx, which understands; nobody here wrote either. */
final class Programs {

    private Programs() {}

    /** Speech at 16 kHz, without a header. */
    static byte[] speak(String text) throws IOException, InterruptedException {
        Path wav = Files.createTempFile("spoken", ".wav");
        try {
            run(text, "text2wave", "-F", "16000", "-o", wav.toString());
            byte[] file = Files.readAllBytes(wav);
            // text2wave writes the plain header of 44 bytes
            return Arrays.copyOfRange(file, 44, file.length);
        } finally {
            Files.delete(wav);
        }
    }

    /** What PocketSphinx understands of samples at 16 kHz. */
    static String understand(byte[] samples) throws IOException, InterruptedException {
        Path raw = Files.createTempFile("heard", ".raw");
        try {
            Files.write(raw, samples);
            return run("", "pocketsphinx_continuous", "-infile", raw.toString(), "-logfn", "/dev/null")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce("", (all, line) -> all.isEmpty() ? line : all + " " + line);
        } finally {
            Files.delete(raw);
        }
    }

    private static String run(String input, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command[0] + " failed");
        }
        return output;
    }
}
