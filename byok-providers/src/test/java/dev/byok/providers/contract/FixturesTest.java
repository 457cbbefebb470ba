package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.providers.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The fixtures themselves: complete, with their sources named, and without anybody's key. */
final class FixturesTest {

    private static final Set<String> FOLDERS =
            Set.of("chat", "check", "errors", "messages", "models", "speech", "voices");
    private static final Pattern KEY = Pattern.compile("(?:sk|gsk|xai|AIza)[-_](?!FAKE)[A-Za-z0-9_-]{16,}");

    @Test
    void belongToVendors() throws IOException {
        try (Stream<Path> folders = Files.list(Contract.root())) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Catalogue.vendors().stream()
                            .map(vendor -> vendor.info().id())
                            .toList());
        }
    }

    @EachVendor
    void areWhereTheyAreLookedFor(Contract contract) throws IOException {
        try (Stream<Path> files = Files.list(contract.folder())) {
            assertThat(files.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .isSubsetOf(FOLDERS);
        }
    }

    @EachVendor
    void nameTheirSources(Contract contract) {
        for (Path file : all(contract)) {
            if (file.toString().endsWith(".http")) {
                assertThat(HttpFile.readAll(file).get(0).required("source"))
                        .as("%s", file)
                        .isNotBlank();
            } else if (file.toString().endsWith(".events")) {
                assertThat(text(file)).as("%s", file).startsWith("# source: ");
            } else if (file.toString().endsWith(".sse")) {
                assertThat(text(file)).as("%s", file).startsWith(": source: ");
            }
        }
    }

    @EachVendor
    void holdNoKeys(Contract contract) {
        for (Path file : all(contract)) {
            assertThat(text(file)).as("%s", file).doesNotContainPattern(KEY);
        }
    }

    @EachVendor
    void nameGapsThatExist(Contract contract) {
        List<String> chatCases = Arrays.stream(ChatCase.values())
                .map(chatCase -> "chat/" + chatCase)
                .toList();

        assertThat(contract.gaps().cases())
                .allSatisfy(gap -> assertThat(chatCases.contains(gap)
                                || gap.startsWith("errors/")
                                || gap.startsWith("check/")
                                || gap.startsWith("messages/")
                                || gap.startsWith("speech/")
                                || gap.equals("models")
                                || gap.equals("voices"))
                        .as(gap)
                        .isTrue());
        assertThat(contract.gaps().reasonByCase().values())
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    private static List<Path> all(Contract contract) {
        try (Stream<Path> files = Files.walk(contract.folder())) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
