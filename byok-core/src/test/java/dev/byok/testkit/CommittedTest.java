package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedTest {

    @TempDir
    Path folder;

    private final String given = System.getProperty("byok.root", "");

    @AfterEach
    void restoreTheProperty() {
        System.setProperty("byok.root", given);
    }

    @Test
    void acceptsWhatWasCommitted() throws IOException {
        Path file = Files.writeString(folder.resolve("list.txt"), "one\ntwo\n");

        Committed.compare(file, "list.txt", "one\ntwo\n", false);

        assertThat(file).hasContent("one\ntwo\n");
    }

    @Test
    void showsWhatDiffers() throws IOException {
        Path file = Files.writeString(folder.resolve("list.txt"), "one\ntwo\nthree\n");

        assertThatThrownBy(() -> Committed.compare(file, "list.txt", "one\n2\nthree\n", false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("mvn verify -Dbyok.update=true")
                .hasMessageContaining("\n one\n-two\n+2\n three");
        assertThat(file).hasContent("one\ntwo\nthree\n");
    }

    @Test
    void failsWithoutAFile() {
        assertThatThrownBy(() -> Committed.compare(folder.resolve("none.txt"), "none.txt", "one\n", false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("+one");
    }

    @Test
    void rewritesWhenAskedTo() {
        Path file = folder.resolve("new/list.txt");

        Committed.compare(file, "new/list.txt", "one\n", true);

        assertThat(file).hasContent("one\n");
    }

    @Test
    void findsTheRootWithoutMaven() {
        System.setProperty("byok.root", "${maven.multiModuleProjectDirectory}");

        assertThat(Committed.root().resolve("byok-core")).isDirectory();
    }
}
