package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every test that {@code docs/field-lessons.md} names exists. */
class FieldLessonsTest {

    private static final Path ROOT = Path.of(System.getProperty("byok.root"));
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, List<Path>> sources = sources();
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher test = NAMED.matcher(Files.readString(ROOT.resolve("docs/field-lessons.md")));
        while (test.find()) {
            named++;
            if (!exists(sources.getOrDefault(test.group(1), List.of()), test.group(2))) {
                missing.add(test.group());
            }
        }

        assertThat(named).isGreaterThan(30);
        assertThat(missing).isEmpty();
    }

    private static boolean exists(List<Path> sources, @Nullable String method) throws IOException {
        for (Path source : sources) {
            if (method == null || Files.readString(source).contains(" void " + method + "(")) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, List<Path>> sources() throws IOException {
        Map<String, List<Path>> byName = new HashMap<>();
        for (String module : List.of("byok-core", "byok-providers", "byok-crypto", "byok-examples/quickstart")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith("Test.java"))
                        .forEach(file -> byName.computeIfAbsent(
                                        file.getFileName().toString().replace(".java", ""), name -> new ArrayList<>())
                                .add(file));
            }
        }
        return byName;
    }
}
