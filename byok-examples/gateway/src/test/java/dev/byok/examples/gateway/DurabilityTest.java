package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway in a process of its own, killed while it saves: what it acknowledged is there when it comes back. */
class DurabilityTest {

    private static final String TOKEN = "acme-token-1";
    private static final int SAVES_BEFORE_THE_KILL = 25;

    @TempDir
    Path home;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyAcknowledgedSaveOutlivesAKill() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        Process first = start();
        String address = address(first);
        for (int number = 0; number < SAVES_BEFORE_THE_KILL; number++) {
            acknowledged.add(save(address, number).get(30, TimeUnit.SECONDS));
        }
        // these are on their way when the process dies; they may be there or not, unless they were acknowledged
        List<CompletableFuture<String>> uncertain = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            uncertain.add(save(address, 1000 + number));
        }
        first.destroyForcibly().waitFor();
        for (CompletableFuture<String> save : uncertain) {
            String label = save.exceptionally(failure -> "").get(30, TimeUnit.SECONDS);
            if (!label.isEmpty()) {
                acknowledged.add(label);
            }
        }

        Process second = start();
        try {
            String list = get(address(second) + "/v1/providers");

            assertThat(RunningGateway.json(list).path("data").findValuesAsText("account_name"))
                    .containsAll(acknowledged);
        } finally {
            second.destroy();
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process start() throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port=0")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        java.environment().put("BYOK_HOME", home.toString());
        java.environment().put("BYOK_TENANT_TOKENS", "acme=" + TOKEN);
        return java.start();
    }

    private static String address(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("byok gateway ready on ")) {
                return line.substring("byok gateway ready on ".length());
            }
        }
        throw new AssertionError("the gateway ended before it was ready");
    }

    private CompletableFuture<String> save(String address, int number) {
        String label = "Key " + number;
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/providers"))
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"provider\":\"openai\",\"account_name\":\"%s\",\"api_key\":\"sk-FAKE-%020d\"}"
                                .formatted(label, number)))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return label;
        });
    }

    private String get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
