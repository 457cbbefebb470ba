package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.examples.gateway.RunningGateway.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever route another tenant takes, with ids that it should not know, it sees nothing and changes nothing. */
class CrossTenantTest {

    private static final String ACME = RunningGateway.ACME;
    private static final String GLOBEX = RunningGateway.GLOBEX;
    private static final String KEY = "sk-FAKE-000000000000000000001";
    private static final String SEALED = "bke1." + "A".repeat(140);
    private static final String PROOF = "A".repeat(43);

    /** Everything that a tenant can read about itself. */
    private static final List<String> STATE = List.of(
            "/v1/providers",
            "/v1/models",
            "/v1/settings",
            "/dashboard/account/config",
            "/v1/agents/support",
            "/v1/audio/providers",
            "/v1/voices",
            "/v1/voice-providers/elevenlabs/status",
            "/v1/encryption",
            "/v1/usage");

    @TempDir
    static Path home;

    private static StubVendor vendor;
    private static RunningGateway gateway;
    private static String row;
    private static String privateRow;
    private static String voice;
    private static List<String> before;

    @BeforeAll
    static void start() throws Exception {
        vendor = new StubVendor(KEY);
        gateway = new RunningGateway(home, vendor);
        row = gateway.connect(ACME, "openai", "Acme", KEY, vendor);
        gateway.connect(ACME, "elevenlabs", "Acme", KEY, vendor.origin());
        ok(gateway.post(ACME, "/v1/voice-providers/elevenlabs/sync", "{}"));
        ok(gateway.send(ACME, "PUT", "/v1/agents/support", "{\"custom_llm_url\":\"https://llm.acme.com/v1\"}"));
        ok(gateway.send(ACME, "PATCH", "/v1/settings", "{\"starredModels\":[\"openai/gpt-4o\"]}"));
        ok(gateway.send(ACME, "PUT", "/v1/encryption", "{\"check\":\"" + SEALED + "\",\"proof\":\"" + PROOF + "\"}"));
        privateRow = connectPrivate();
        voice = ok(gateway.post(
                        ACME, "/v1/voices", "{\"name\":\"Acme's\",\"model\":\"openai/tts-1\",\"voice\":\"alloy\"}"))
                .json()
                .at("/data/id")
                .asText();
        ok(gateway.post(
                ACME,
                "/v1/chat/completions",
                "{\"model\":\"openai/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
        // the first look asks vendors for their lists
        state();
        before = state();
    }

    private static String connectPrivate() {
        String draft = ok(gateway.post(ACME, "/v1/providers/groq/draft", "{\"secrets\":[\"api_key\"]}"))
                .json()
                .at("/data/id")
                .asText();
        return ok(gateway.post(ACME, "/v1/providers", """
                        {"provider":"groq","account_name":"Acme","privacy_mode":"end_to_end","id":"%s","proof":"%s",
                         "secrets":{"api_key":{"sealed":"%s","mask":"\u00b7\u00b7\u00b7"}}}
                        """.formatted(draft, PROOF, SEALED)))
                .json()
                .at("/data/id")
                .asText();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        vendor.close();
    }

    private static List<String> state() {
        return STATE.stream().map(path -> gateway.get(ACME, path).text()).toList();
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /** What another tenant tries, and what it hears. */
    record Attempt(String method, String path, String body, int status) {

        static Attempt read(String line) {
            String[] parts = line.split("\\|", -1);
            String body = parts[2].strip();
            return new Attempt(
                    parts[0].strip(),
                    parts[1].strip(),
                    body.isEmpty() ? null : body,
                    Integer.parseInt(parts[3].strip()));
        }

        /** The server's route that serves it: one without variables first. */
        String route() {
            String asked = method + " " + path.replaceAll("\\?.*", "");
            return gateway.routes().stream()
                    .filter(route -> asked.matches(route.replaceAll("\\{\\w+}", "[^/]+")))
                    .min(Comparator.comparing(route -> route.contains("{")))
                    .orElseThrow(() -> new AssertionError("no route serves " + asked));
        }

        @Override
        public String toString() {
            return method + " " + path + (body == null ? "" : " " + body);
        }
    }

    static Stream<Attempt> attempts() {
        try (var in = CrossTenantTest.class.getResourceAsStream("/cross-tenant.txt")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Attempt::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyRouteOfTheServerIsTried() {
        assertThat(attempts().map(Attempt::route).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(gateway.routes());
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void anotherTenantSeesAndChangesNothing(Attempt attempt) {
        long withTheirKey = requestsWithTheirKey();

        Answer answer = send(attempt);

        assertThat(answer.status()).as(answer.text()).isEqualTo(attempt.status());
        // an answer may repeat what it was asked
        String told = answer.text().replace(row, said(attempt, row)).replace(privateRow, said(attempt, privateRow));
        assertThat(told)
                .doesNotContain(
                        "Acme", "acme", row, privateRow, voice, KEY, "\u00b7\u00b7\u00b70001", SEALED, "Rachel");
        assertThat(requestsWithTheirKey()).isEqualTo(withTheirKey);
        assertThat(state()).isEqualTo(before);
    }

    private static String said(Attempt attempt, String id) {
        return filled(attempt.path() + attempt.body()).contains(id) ? "" : id;
    }

    private static long requestsWithTheirKey() {
        return vendor.keys().stream().filter(KEY::equals).count();
    }

    private static Answer send(Attempt attempt) {
        String path = filled(attempt.path());
        if (attempt.method().equals("WEBSOCKET")) {
            return gateway.upgrade(GLOBEX, path);
        }
        if (path.startsWith("/v1/audio/transcriptions")) {
            String form =
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\n\r\nID3\r\n--b\r\n"
                            + "Content-Disposition: form-data; name=\"model\"\r\n\r\n" + filled(attempt.body())
                            + "\r\n--b--\r\n";
            return gateway.send(
                    GLOBEX, attempt.method(), path, form, "Content-Type", "multipart/form-data; boundary=b");
        }
        return gateway.send(GLOBEX, attempt.method(), path, filled(attempt.body()), "x-byok-phrase-proof", PROOF);
    }

    private static String filled(String text) {
        return text == null
                ? null
                : text.replace("ORIGIN", vendor.origin())
                        .replace("PRIVATE", privateRow)
                        .replace("ROW", row)
                        .replace("VOICE", voice)
                        .replace("SEALED", SEALED)
                        .replace("PROOF", PROOF);
    }

    /** Nobody learns from an answer whether an id exists. */
    @Test
    void idsOfAnotherTenantAreUnknownAndNotForbidden() {
        Answer theirs = gateway.get(GLOBEX, "/v1/providers/" + row);
        Answer nobodys = gateway.get(GLOBEX, "/v1/providers/" + row.substring(0, row.length() - 1) + "0");

        assertThat(Arrays.asList(theirs.status(), nobodys.status())).containsExactly(404, 404);
        assertThat(theirs.json().at("/error/code")).isEqualTo(nobodys.json().at("/error/code"));
    }
}
