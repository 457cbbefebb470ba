package dev.byok.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.util.diff.DiffUtils;
import org.assertj.core.util.diff.Patch;

/**
 * Files in the repository that are written from code: a test compares, {@code mvn verify -Dbyok.update=true} rewrites,
 * and the commit shows the difference to a reviewer.
 */
public final class Committed {

    private static final int CONTEXT_LINES = 2;

    private Committed() {}

    /**
     * Checks that a file says what the code says, or rewrites it when asked to.
     *
     * @param path from the repository's root, for example {@code api/byok-core.txt}
     * @param text what the code says, lines ending with {@code \n}
     */
    public static void assertMatches(String path, String text) {
        Path file = root().resolve(path);
        boolean update = Boolean.parseBoolean(System.getProperty("byok.update"));
        compare(file, path, text, update);
    }

    /** {@return the repository's root, also when a test is started from an IDE} */
    public static Path root() {
        String given = System.getProperty("byok.root", "");
        if (!given.isEmpty() && !given.contains("${")) {
            return Path.of(given);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("start the tests inside the repository, or set byok.root");
        }
        return folder;
    }

    static void compare(Path file, String name, String text, boolean update) {
        try {
            String committed = Files.exists(file) ? Files.readString(file) : "";
            if (committed.equals(text)) {
                return;
            }
            if (!update) {
                throw new AssertionError(difference(name, committed, text));
            }
            Files.createDirectories(file.getParent());
            Files.write(file, text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String difference(String name, String committed, String text) {
        List<String> before = List.of(committed.split("\n", -1));
        Patch<String> patch = DiffUtils.diff(before, List.of(text.split("\n", -1)));
        return name + " does not say what the code says. If the change is meant, run\n"
                + "  mvn verify -Dbyok.update=true\nand commit the file.\n"
                + String.join("\n", DiffUtils.generateUnifiedDiff(name, "the code", before, patch, CONTEXT_LINES));
    }
}
