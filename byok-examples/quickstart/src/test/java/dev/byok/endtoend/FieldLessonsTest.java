package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every lesson has a row in {@code docs/field-lessons.md} that names a test, or a line in {@code docs/decisions} that says
 * why it needs none; and every test that is named exists.
 */
class FieldLessonsTest {

    private static final Path ROOT = Path.of(System.getProperty("byok.root"));
    private static final Path DOCUMENT = ROOT.resolve("docs/field-lessons.md");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (T\\d\\d) \\|.*\\|(.*)\\|$");
    private static final Pattern NUMBER = Pattern.compile("\\bT\\d\\d\\b");
    /** Which lessons are about keys, routes, streams, waiting, cost and endpoints: these ranges, ends included. */
    private static final int[][] NUMBERS = {{1, 9}, {20, 22}, {42, 66}};

    @Test
    void everyLessonHasATestOrAReasonToHaveNone() throws IOException {
        Set<String> shown = new TreeSet<>();
        List<String> twice = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(DOCUMENT));
        while (row.find()) {
            if (NAMED.matcher(row.group(2)).find() && !shown.add(row.group(1))) {
                twice.add(row.group(1));
            }
        }
        Set<String> decided = decided();

        assertThat(twice).isEmpty();
        assertThat(numbers())
                .allSatisfy(number -> assertThat(shown.contains(number) || decided.contains(number))
                        .as(number)
                        .isTrue());
    }

    private static List<String> numbers() {
        return Arrays.stream(NUMBERS)
                .flatMapToInt(range -> IntStream.rangeClosed(range[0], range[1]))
                .mapToObj("T%02d"::formatted)
                .toList();
    }

    private static Set<String> decided() throws IOException {
        Set<String> decided = new TreeSet<>();
        try (Stream<Path> records = Files.list(ROOT.resolve("docs/decisions"))) {
            for (Path record : records.toList()) {
                NUMBER.matcher(Files.readString(record)).results().forEach(number -> decided.add(number.group()));
            }
        }
        return decided;
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, List<Path>> sources = sources();
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher test = NAMED.matcher(Files.readString(DOCUMENT));
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
