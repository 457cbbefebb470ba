package dev.byok.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.credential.EndToEndDraft;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.crypto.EndToEndVectors.Case;
import dev.byok.spi.EndToEndContext;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a browser seals opens in Java, and the other way round. */
class BrowserModuleTest {

    private static final String PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    private static final List<EndToEndContext> PLACES = List.of(
            new EndToEndContext("acme", "tp_1", "openai", "api_key"),
            new EndToEndContext("", "", "", ""),
            new EndToEndContext("tenant-1|cfg", "1", "openai", "api_key"),
            new EndToEndContext("m\u00fcnchen \u65e5\u672c \ud83d\udd11", "tp_2", "azure-openai", "client_secret"));
    private static final List<String> TEXTS = List.of(
            "", "sk-FAKE-0123456789", "\ufeffx\u00e4\u00f6\u00fc \ud83d\udd11", "{\"a\":1}\n", "x".repeat(5000));

    private final EndToEndKey key = EndToEndKey.of(RecoveryPhrase.read(PHRASE));

    @Test
    void opensTheGoldenBlobs() throws Exception {
        Node node = new Node();
        for (Case vector : EndToEndVectors.load()) {
            place(node.call("open").put("phrase", vector.mnemonic()).put("sealed", vector.text()), vector.context());
        }

        assertThat(node.run())
                .extracting(result -> result.path("value").textValue())
                .containsExactlyElementsOf(
                        EndToEndVectors.load().stream().map(Case::plaintext).toList());
    }

    @Test
    void whatTheBrowserSealsOpensInJava() throws Exception {
        Node node = new Node();
        for (EndToEndContext place : PLACES) {
            for (String text : TEXTS) {
                place(node.call("seal").put("phrase", PHRASE).put("text", text), place);
            }
        }

        List<JsonNode> sealed = node.run();

        for (int i = 0; i < sealed.size(); i++) {
            try (Secret opened = key.open(
                    PLACES.get(i / TEXTS.size()), sealed.get(i).get("value").textValue())) {
                assertThat(opened).isEqualTo(Secret.of(TEXTS.get(i % TEXTS.size())));
            }
        }
        assertThat(sealed).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void whatJavaSealsOpensInTheBrowser() throws Exception {
        EndToEndSealer sealer = new EndToEndSealer(key);
        Node node = new Node();
        List<String> expected = new ArrayList<>();
        for (EndToEndContext place : PLACES) {
            for (String text : TEXTS) {
                place(
                        node.call("open").put("phrase", PHRASE).put("sealed", sealer.seal(place, Secret.of(text))),
                        place);
                expected.add(text);
            }
        }

        assertThat(node.run())
                .extracting(result -> result.path("value").textValue())
                .containsExactlyElementsOf(expected);
    }

    @Test
    void phrasesAreTheSameInBoth() throws Exception {
        Node node = new Node();
        for (int i = 0; i < 25; i++) {
            node.call("generate");
            node.call("read").put("typed", new String(RecoveryPhrase.generate().reveal()));
        }
        node.call("proof").put("phrase", PHRASE).put("tenant", "m\u00fcnchen \ud83d\udd11");

        List<JsonNode> results = node.run();

        JsonNode proof = results.remove(50);
        assertThat(results).allSatisfy(result -> {
            String phrase = result.get("value").textValue();
            assertThat(new String(RecoveryPhrase.read(phrase).reveal())).isEqualTo(phrase);
        });
        assertThat(proof.get("value").textValue())
                .isEqualTo(key.proof("m\u00fcnchen \ud83d\udd11").text());
    }

    @Test
    void bothReadWhatPeopleType() throws Exception {
        List<String> typed = List.of(
                "  " + PHRASE.toUpperCase(Locale.ROOT) + "\n",
                PHRASE.replace(" ", "\u00A0"),
                PHRASE.replace(" ", "\u3000\r\n"),
                PHRASE.replace(" ", "\u0085"),
                "\uFEFF" + PHRASE + "\u200B",
                PHRASE.replace("legal", "\uFF2C\uFF45\uFF47\uFF41\uFF4C"),
                PHRASE.replace("winner", "w\u0130nner"));
        Node node = new Node();
        typed.forEach(text -> node.call("read").put("typed", text));

        assertThat(node.run())
                .hasSize(7)
                .allSatisfy(
                        result -> assertThat(result.path("value").textValue()).isEqualTo(PHRASE));
        assertThat(typed)
                .allSatisfy(
                        text -> assertThat(new String(RecoveryPhrase.read(text).reveal()))
                                .isEqualTo(PHRASE));
    }

    @Test
    void refusesPhrasesByPositionAndNeverEchoesThem() throws Exception {
        Node node = new Node();
        node.call("read").put("typed", PHRASE.replace("sausage", "xylophone").replace("yellow", "hunter2"));
        node.call("read").put("typed", PHRASE + " yellow");
        node.call("read").put("typed", PHRASE.replace("yellow", "zoo"));
        node.call("read").put("typed", "legal ".repeat(10_000));
        node.call("read").put("typed", PHRASE.replace("winner", "w\u212Anner"));

        List<JsonNode> results = node.run();

        assertThat(results).hasSize(5).allSatisfy(result -> {
            assertThat(result.get("code").textValue()).isEqualTo("invalid_phrase");
            assertThat(result.get("message").textValue())
                    .doesNotContain("xylophone", "hunter2", "sausage", "yellow", "zoo");
        });
        assertThat(results.get(0).get("positions"))
                .extracting(JsonNode::intValue)
                .containsExactly(6, 12);
    }

    @Test
    void refusesWhatWasChangedMovedOrSealedWithAnotherPhrase() throws Exception {
        EndToEndContext home = PLACES.get(0);
        String sealed = new EndToEndSealer(key).seal(home, Secret.of("sk-FAKE-browser"));
        byte[] blob = Base64.getUrlDecoder().decode(sealed.substring(5));
        Node node = new Node();
        for (int bit = 0; bit < blob.length * 8; bit += 5) {
            byte[] flipped = blob.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            String text = "bke1." + Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
            place(node.call("open").put("phrase", PHRASE).put("sealed", text), home);
        }
        for (String text : List.of("", "bke1.", "bks1.AAAA", sealed + "=", sealed + "A", " " + sealed, sealed + "\n")) {
            place(node.call("open").put("phrase", PHRASE).put("sealed", text), home);
        }
        place(node.call("open").put("phrase", PHRASE).put("sealed", sealed), PLACES.get(2));
        String other = new String(RecoveryPhrase.generate().reveal());
        place(node.call("open").put("phrase", other).put("sealed", sealed), home);

        List<JsonNode> results = node.run();

        assertThat(results)
                .hasSizeGreaterThan(185)
                .allSatisfy(
                        result -> assertThat(result.path("code").textValue()).isIn("undecryptable", "wrong_phrase"));
    }

    @Test
    void sealsTheFieldsOfADraftWithWhereTheyGo() throws Exception {
        Node node = new Node();
        ObjectNode call = node.call("sealDraft").put("phrase", PHRASE);
        draft(call.putObject("draft"));
        call.putObject("values").put("api_key", " \u200Bsk-FAKE-0123456789-draft\n");

        JsonNode sealed = node.run().get(0).get("value");

        JsonNode field = sealed.get("secrets").get("api_key");
        assertThat(field.get("mask").textValue()).isEqualTo("sk-F\u00b7\u00b7\u00b7raft");
        assertThat(sealed.get("proof").textValue()).isEqualTo(key.proof("acme").text());
        assertThat(sealed.get("id").textValue()).isEqualTo("tp_1");
        try (Secret opened = key.open(PLACES.get(0), field.get("sealed").textValue())) {
            String content = opened.reveal(SecretAccess.grant());
            assertThat(content)
                    .startsWith("{\"value\":\"sk-FAKE-0123456789-draft\",\"origin\":\"https://api.openai.com\","
                            + "\"version\":3,\"sealed_at\":\"20");
        }
    }

    @Test
    void opensADraftOfJavaAndSealsItForAnotherPhrase() throws Exception {
        EndToEndDraft first =
                new EndToEndDraft("acme", "tp_1", "openai", "https://api.openai.com", 3, List.of("api_key"), Map.of());
        String text = new EndToEndSealer(key)
                .seal(first, Map.of("api_key", " sk-FAKE-\"quoted\"\\-\u00e4\ud83d\udd11 "))
                .sealed()
                .get("api_key")
                .sealed();
        String next = new String(RecoveryPhrase.generate().reveal());
        Node node = new Node();
        for (String origin : List.of("https://api.openai.com", "https://evil.example")) {
            ObjectNode draft =
                    draft(node.call("openDraft").put("phrase", PHRASE).putObject("draft"));
            draft.put("origin", origin).putObject("sealed").put("api_key", text);
        }
        ObjectNode change = node.call("changePhrase").put("phrase", PHRASE).put("next", next);
        draft(change.putObject("draft")).put("version", 4).putObject("sealed").put("api_key", text);

        List<JsonNode> results = node.run();

        JsonNode opened = results.get(0).get("value").get("api_key");
        assertThat(opened.get("value").textValue()).isEqualTo("sk-FAKE-\"quoted\"\\-\u00e4\ud83d\udd11");
        assertThat(opened.get("origin").textValue()).isEqualTo("https://api.openai.com");
        assertThat(opened.get("version").intValue()).isEqualTo(3);
        assertThat(results.get(1).get("code").textValue()).isEqualTo("undecryptable");
        JsonNode changed = results.get(2).get("value");
        assertThat(changed.get("currentProof").textValue())
                .isEqualTo(key.proof("acme").text());
        try (EndToEndKey nextKey = EndToEndKey.of(RecoveryPhrase.read(next));
                Secret content = nextKey.open(
                        PLACES.get(0), changed.at("/secrets/api_key/sealed").textValue())) {
            assertThat(content.reveal(SecretAccess.grant())).contains("\"version\":4,");
            assertThat(changed.get("proof").textValue())
                    .isEqualTo(nextKey.proof("acme").text());
        }
    }

    @Test
    void hasTheSameWordList() throws Exception {
        try (InputStream list = getClass().getResourceAsStream("/dev/byok/crypto/internal/english.txt");
                InputStream script = getClass().getResourceAsStream("/META-INF/resources/byok/bip39-english.js")) {
            List<String> words = new String(list.readAllBytes(), UTF_8).lines().toList();
            String code = new String(script.readAllBytes(), UTF_8);

            assertThat(code.substring(code.indexOf('`') + 1, code.lastIndexOf('`'))
                            .trim()
                            .split("\\s+"))
                    .containsExactlyElementsOf(words);
        }
    }

    private static ObjectNode draft(ObjectNode draft) {
        draft.put("tenant", "acme").put("id", "tp_1").put("provider", "openai");
        draft.put("origin", "https://api.openai.com").put("version", 3);
        draft.putArray("fields").add("api_key");
        return draft;
    }

    private static void place(ObjectNode call, EndToEndContext place) {
        call.putObject("place")
                .put("tenant", place.tenant())
                .put("credential", place.credential())
                .put("provider", place.provider())
                .put("field", place.field());
    }
}
