package dev.byok.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.testkit.Committed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path SOURCES = Path.of("byok-examples/quickstart/src/main/java/dev/byok/examples/quickstart");

    @Test
    void itsFirstCodeIsTheCodeThatCompiles() throws IOException {
        String readme = Files.readString(Committed.root().resolve("README.md"));
        String source = source("FirstScreen.java");

        String shown = between(readme, "```java\n", "```");
        String compiled = between(source, "// README begin\n", "// README end").stripIndent();

        assertThat(shown).isEqualTo(compiled);
        assertThat(shown.lines().count()).as("the first screen stays short").isLessThanOrEqualTo(15);
    }

    /** Field lesson T04: a page showed a class for such keys that never existed. That the key arrives is tested elsewhere. */
    @Test
    void theKeyOfOneCallOnTheRoutingPageIsCodeThatCompiles() throws IOException {
        String page = Files.readString(Committed.root().resolve("docs/routing.md"));

        String shown = between(
                page, "A key that is stored nowhere comes with the call; it stays yours to close:\n\n```java\n", "```");
        String compiled = between(source("KeyOfOneCall.java"), "// page begin\n", "// page end")
                .stripIndent();

        assertThat(shown).isEqualTo(compiled);
    }

    private static String source(String file) throws IOException {
        return Files.readString(Committed.root().resolve(SOURCES).resolve(file));
    }

    private static String between(String text, String begin, String end) {
        Matcher found = Pattern.compile(Pattern.quote(begin) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
