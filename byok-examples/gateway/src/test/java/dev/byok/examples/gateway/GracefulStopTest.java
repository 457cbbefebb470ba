package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GracefulStopTest {

    @TempDir
    Path home;

    @Test
    @Timeout(60)
    void lettingAnAnswerEndItTakesNoNewRequest() throws Exception {
        try (PatientVendor vendor = new PatientVendor()) {
            RunningGateway gateway = new RunningGateway(
                    home, Clock.systemUTC(), Map.of("BYOK_ALLOWED_ORIGINS", vendor.origin()));
            gateway.connect(
                    RunningGateway.ACME, "openai", "OpenAI", "sk-FAKE-00000000000000001", vendor.origin() + "/v1");
            URI address = URI.create(gateway.address());
            Iterator<String> lines = stream(address).iterator();
            List<String> heard = new ArrayList<>(List.of(lines.next()));

            Thread stopping = new Thread(gateway::close);
            stopping.start();
            while (isOpen(address)) {
                Thread.onSpinWait();
            }
            vendor.goOn();
            vendor.goOn();
            vendor.goOn();
            lines.forEachRemaining(heard::add);
            stopping.join();

            assertThat(heard).first().asString().contains("One ");
            assertThat(heard).contains("data: [DONE]");
        }
    }

    private static Stream<String> stream(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/v1/chat/completions"))
                .header("Authorization", "Bearer " + RunningGateway.ACME)
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"openai/gpt-4o\",\"stream\":true,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofLines())
                .body();
    }

    private static boolean isOpen(URI address) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
