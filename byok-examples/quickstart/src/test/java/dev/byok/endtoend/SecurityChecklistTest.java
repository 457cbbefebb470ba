package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every row of {@code docs/security-checklist.md} names a test or a heading of {@code SECURITY.md}, and all exist. */
class SecurityChecklistTest {

    private static final Path ROOT = Path.of(System.getProperty("byok.root"));
    private static final Path CHECKLIST = ROOT.resolve("docs/security-checklist.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| [0-9]+ \\|.*$");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|Contract))(?:#(\\w+))?`");
    private static final Pattern HEADING = Pattern.compile("\\]\\(\\.\\./SECURITY\\.md#([a-z-]+)\\)");

    @Test
    void everyRowIsShown() throws IOException {
        List<String> rows = ROW.matcher(Files.readString(CHECKLIST))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(60)
                .allSatisfy(row -> assertThat(NAMED.matcher(row).find()
                                || HEADING.matcher(row).find())
                        .as(row)
                        .isTrue());
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, List<String>> sources = sources();
        List<String> missing = NAMED.matcher(Files.readString(CHECKLIST))
                .results()
                .filter(named -> !exists(sources.getOrDefault(named.group(1), List.of()), named.group(2)))
                .map(MatchResult::group)
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void everyHeadingThatIsNamedExists() throws IOException {
        List<String> headings = Files.readString(ROOT.resolve("SECURITY.md"))
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();

        assertThat(HEADING.matcher(Files.readString(CHECKLIST)).results().map(link -> link.group(1)))
                .isNotEmpty()
                .isSubsetOf(headings);
    }

    private static boolean exists(List<String> sources, @Nullable String method) {
        return sources.stream().anyMatch(source -> method == null || source.contains(" void " + method + "("));
    }

    private static Map<String, List<String>> sources() throws IOException {
        Map<String, List<String>> byName = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(SecurityChecklistTest::isTest).toList()) {
                byName.computeIfAbsent(file.getFileName().toString().replace(".java", ""), name -> new ArrayList<>())
                        .add(Files.readString(file));
            }
        }
        return byName;
    }

    private static boolean isTest(Path file) {
        return file.toString().matches(".*/src/test/java/.*(Test|Contract)\\.java");
    }
}
