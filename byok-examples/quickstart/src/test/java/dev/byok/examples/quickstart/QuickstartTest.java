package dev.byok.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class QuickstartTest {

    /** What an application has on its path; the test libraries are left out. */
    private static final Pattern RUNTIME = Pattern.compile(
            ".*(/quickstart/target/classes|/byok-(core|providers|crypto)/target/(classes|byok-[a-z]+-[^/]*(?<!-tests)\\.jar)"
                    + "|/(okhttp-jvm|okio-jvm|kotlin-stdlib|jackson-[a-z]+|caffeine|tink|protobuf-java|gson|slf4j-api|jspecify"
                    + "|error_prone_annotations|annotations)-[0-9][^/]*\\.jar)");

    @Test
    void showsTheWholeStoryOnThisMachine() throws IOException {
        assertTellsTheStory(run(Arguments.parse(), Map.of()));
    }

    @Test
    void worksAgainstAnyCompatibleServer() throws IOException {
        try (LoopbackVendor server = new LoopbackVendor("FAKE-token-of-the-server", "Hello from my own server.")) {
            String out = run(
                    Arguments.parse("--base-url", server.baseUrl()),
                    Map.of("CUSTOM_LLM_API_KEY", "FAKE-token-of-the-server"));

            assertThat(out)
                    .contains("VALID: ")
                    .contains("custom-llm/gpt-5.4-mini")
                    .contains("Hello from my own server.")
                    .contains("provider_unavailable")
                    .contains("served")
                    .doesNotContain("FAKE-token-of-the-server");
        }
    }

    @Test
    void saysWhichVariableHoldsTheKey() {
        assertThatThrownBy(() -> run(Arguments.parse("--provider", "openai"), Map.of()))
                .hasMessageContaining("OPENAI_API_KEY");
    }

    @Test
    void runsOnTheModulePath() throws Exception {
        String modulePath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> RUNTIME.matcher(entry).matches())
                .collect(Collectors.joining(File.pathSeparator));

        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        modulePath,
                        "-m",
                        "dev.byok.examples.quickstart/dev.byok.examples.quickstart.Quickstart")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(out).isZero();
        assertTellsTheStory(out);
    }

    private static void assertTellsTheStory(String out) {
        assertThat(out)
                .containsSubsequence(
                        "VALID: ",
                        "provider  openai (Acme)",
                        "status    VALID",
                        "Hello from the first vendor.",
                        "UNTESTED, the next call uses it",
                        "Hello from the first vendor.",
                        "Hello from the backup.",
                        "1. openai/gpt-5.4-mini",
                        "provider_unavailable",
                        "4. groq/openai/gpt-oss-120b",
                        "served")
                .contains("sk-d\u00B7\u00B7\u00B7irst")
                .doesNotContain("0123456789abcdef");
    }

    private static String run(Arguments arguments, Map<String, String> environment) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Quickstart.run(arguments, environment, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
