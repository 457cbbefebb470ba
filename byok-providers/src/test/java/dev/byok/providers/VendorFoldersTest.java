package dev.byok.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.testkit.Committed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Vendors are small, and what two of them share stands in a dialect, in {@code spec} or in a cloud. */
class VendorFoldersTest {

    private static final int MOST_LINES_OF_A_FILE = 400;
    private static final int MOST_LINES_OF_A_FOLDER = 600;
    private static final int MOST_LINES_SHARED = 5;

    private static final Set<String> KEYWORDS = Set.of(
            "boolean",
            "break",
            "case",
            "catch",
            "class",
            "continue",
            "default",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "for",
            "if",
            "implements",
            "instanceof",
            "int",
            "interface",
            "long",
            "new",
            "null",
            "private",
            "public",
            "record",
            "return",
            "static",
            "switch",
            "this",
            "throw",
            "throws",
            "true",
            "try",
            "while");
    private static final Pattern TEXT = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");
    // punctuation and names alone, constants and links of chains that are facts, and what every vendor class begins
    // with
    private static final Pattern NOTHING_OF_ITS_OWN = Pattern.compile(
            "[x.,;:?@&|+!(){} -]*|\\..*|private static final (x|int|long)[x<>, ]* = [x.()]*;|public final class x \\{|private x\\(\\) \\{}|(public|private) static x x\\(\\) \\{"
                    + "|return x\\.x\\([x, ]*\\);?");

    @Test
    void holdFilesThatFitIntoAHead() throws IOException {
        assertThat(javaFiles(sources()))
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as(file.toString())
                        .hasSizeLessThanOrEqualTo(MOST_LINES_OF_A_FILE));
    }

    @Test
    void areSmall() throws IOException {
        for (Path vendor : vendors()) {
            int lines = 0;
            for (Path file : javaFiles(vendor)) {
                lines += Files.readAllLines(file).size();
            }

            assertThat(lines).as(vendor.getFileName().toString()).isLessThanOrEqualTo(MOST_LINES_OF_A_FOLDER);
        }
    }

    @Test
    void doNotRepeatEachOther() throws IOException {
        Map<String, Set<String>> foldersByRun = new HashMap<>();
        for (Path vendor : vendors()) {
            for (Path file : javaFiles(vendor)) {
                for (String run : runs(Files.readAllLines(file))) {
                    foldersByRun
                            .computeIfAbsent(run, key -> new TreeSet<>())
                            .add(vendor.getFileName().toString());
                }
            }
        }

        foldersByRun.values().removeIf(folders -> folders.size() == 1);
        assertThat(foldersByRun).isEmpty();
    }

    @Test
    void wouldBeFoundToRepeatEachOtherUnderOtherNames() {
        String one = """
                private static boolean isTooLong(VendorError error) {
                    if (error.status() != 400) {
                        return false;
                    }
                    for (String word : List.of("tokens", "context")) {
                        if (error.message().contains(word)) {
                            throw new IllegalStateException(word);
                        }
                    }
                    int length = error.message().length() * 2;
                    return length > 7;
                }
                """;
        String other = one.replace("isTooLong", "isTooMuch")
                .replace("\"tokens\"", "\"words\"")
                .replace("length", "size")
                .replace("7", "8");

        assertThat(runs(one.lines().toList()))
                .isNotEmpty()
                .isEqualTo(runs(other.lines().toList()));
        assertThat(runs(one.lines().limit(5).toList())).isEmpty();
    }

    /** Every run of one line more than may be shared, with names, texts and numbers taken out. */
    private static List<String> runs(List<String> source) {
        List<String> lines = new ArrayList<>();
        boolean fact = false;
        boolean dictated = false;
        for (String line : source) {
            String text = line.strip();
            // what a method is called and takes is the interface's word, not the vendor's
            boolean override = text.equals("@Override");
            if (dictated || override) {
                dictated = override || !text.endsWith("{");
                continue;
            }
            // the page of facts is a vendor's own, however much it looks like the next one's
            fact |= text.contains("VendorSpec.of(");
            if (!fact && !isComment(text) && !text.startsWith("import ") && !text.startsWith("package ")) {
                String shape = shape(text);
                if (!NOTHING_OF_ITS_OWN.matcher(shape).matches()) {
                    lines.add(shape);
                }
            }
            fact &= !text.endsWith(";");
        }
        List<String> runs = new ArrayList<>();
        for (int at = 0; at + MOST_LINES_SHARED < lines.size(); at++) {
            runs.add(String.join("\n", lines.subList(at, at + MOST_LINES_SHARED + 1)));
        }
        return runs;
    }

    private static boolean isComment(String text) {
        return text.startsWith("/*") || text.startsWith("*") || text.startsWith("//");
    }

    private static String shape(String text) {
        String withoutTexts = TEXT.matcher(text).replaceAll("x");
        return WORD.matcher(withoutTexts).replaceAll(word -> KEYWORDS.contains(word.group()) ? word.group() : "x");
    }

    private static List<Path> vendors() throws IOException {
        try (Stream<Path> folders = Files.list(sources().resolve("vendor"))) {
            return folders.sorted().toList();
        }
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static Path sources() {
        return Committed.root().resolve("byok-providers/src/main/java/dev/byok/providers");
    }
}
