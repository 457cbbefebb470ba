package dev.byok.examples.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts other JVMs of the same kind, with the same class path. */
final class Jvm {

    private Jvm() {}

    static ProcessBuilder of(Class<?> main, String option, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(option);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
