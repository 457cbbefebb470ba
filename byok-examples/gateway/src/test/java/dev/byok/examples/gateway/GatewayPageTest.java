package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on the gateway tells every route, and its commands work as they stand there. */
class GatewayPageTest {

    private static final Path PAGE = Path.of(System.getProperty("byok.root"), "docs", "gateway.md");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String KEY = "sk-FAKE-0000000000000000007f2a";

    @TempDir
    Path home;

    private StubVendor vendor;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor(KEY);
        gateway = new RunningGateway(home, vendor);
    }

    @AfterEach
    void stop() {
        gateway.close();
        vendor.close();
    }

    @Test
    void tellsEveryRoute() throws IOException {
        String page = Files.readString(PAGE);

        for (String route : gateway.routes()) {
            assertThat(page).contains("`" + route + "`");
        }
    }

    @Test
    void everyCommandWorks() throws Exception {
        String script = "set -euo pipefail\n"
                + COMMANDS.matcher(Files.readString(PAGE))
                        .results()
                        .map(block -> block.group(1))
                        .collect(Collectors.joining("\necho\n"));
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script)
                .directory(home.toFile())
                .redirectErrorStream(true);
        bash.environment().put("GATEWAY", gateway.address());
        bash.environment().put("TOKEN", RunningGateway.ACME);
        bash.environment().put("OPENAI_API_KEY", KEY);
        bash.environment().put("OPENAI_BASE_URL", vendor.baseUrl());
        bash.environment().put("ELEVENLABS_API_KEY", KEY);
        bash.environment().put("ELEVENLABS_BASE_URL", vendor.origin());
        bash.environment().put("PHRASE_PROOF", "A".repeat(43));
        bash.environment().put("WHATSAPP_TOKEN", KEY);
        bash.environment().put("WHATSAPP_BASE_URL", vendor.origin());

        sealed();

        Process process = bash.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains(
                        "x-byok-provider: openai",
                        "\"turnIndex\":1",
                        "\"word\":\"there\"",
                        "\n401\n",
                        "wamid.1",
                        "Rachel",
                        "byok_attempts_total",
                        "\"success\":true")
                .doesNotContain(KEY);
        assertThat(Files.readString(home.resolve("hello.mp3"))).startsWith("ID3");
    }

    /** What a browser would send; nothing here opens it. */
    private void sealed() throws IOException {
        String text = "bke1." + "A".repeat(140);
        String proof = "A".repeat(43);
        Files.writeString(home.resolve("encryption.json"), "{\"check\":\"" + text + "\",\"proof\":\"" + proof + "\"}");
        String draft = gateway.post(RunningGateway.ACME, "/v1/providers/openai/draft", "{\"secrets\":[\"api_key\"]}")
                .json()
                .path("data")
                .path("id")
                .asText();
        Files.writeString(home.resolve("sealed.json"), """
                {"provider":"openai","account_name":"Private","privacy_mode":"end_to_end","id":"%s","proof":"%s",
                 "secrets":{"api_key":{"sealed":"%s","mask":"sk-F\u00b7\u00b7\u00b77f2a"}}}
                """.formatted(draft, proof, text));
    }
}
