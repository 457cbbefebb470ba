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

    private static final Path SOURCE =
            Path.of("byok-examples/quickstart/src/main/java/dev/byok/examples/quickstart/FirstScreen.java");

    @Test
    void itsFirstCodeIsTheCodeThatCompiles() throws IOException {
        String readme = Files.readString(Committed.root().resolve("README.md"));
        String source = Files.readString(Committed.root().resolve(SOURCE));

        String shown = between(readme, "```java\n", "```");
        String compiled = between(source, "// README begin\n", "// README end").stripIndent();

        assertThat(shown).isEqualTo(compiled);
        assertThat(shown.lines().count()).as("the first screen stays short").isLessThanOrEqualTo(15);
    }

    private static String between(String text, String begin, String end) {
        Matcher found = Pattern.compile(Pattern.quote(begin) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(text);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
