package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.byok.credential.EndToEndDraft;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.crypto.EndToEndKey;
import dev.byok.crypto.EndToEndSealer;
import dev.byok.crypto.RecoveryPhrase;
import dev.byok.spi.EndToEndContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a page seals in a real browser opens in Java, and the other way round. */
class SealedInChromiumTest {

    private static final Path VECTORS =
            Path.of(System.getProperty("byok.root"), "byok-crypto/src/test/resources/vectors/e2e-interop.json");
    private static final String PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    private static final String ORIGIN = "https://api.openai.com";
    private static final EndToEndContext PLACE =
            new EndToEndContext("m\u00fcnchen|\ud83d\udd11", "tp_1", "openai", "api_key");
    private static final List<String> TEXTS =
            List.of("", "sk-FAKE-0123456789", "\ufeff\u00e4 \ud83d\udd11 \"\\\n", "x".repeat(5000));

    private static SealingPage page;

    private final EndToEndKey key = EndToEndKey.of(RecoveryPhrase.read(PHRASE));

    @BeforeAll
    static void open() throws IOException {
        page = new SealingPage();
    }

    @AfterAll
    static void close() {
        page.close();
    }

    @Test
    void chromiumOpensTheGoldenBlobs() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(Files.readString(VECTORS)).get("cases");
        List<String> expected = new ArrayList<>();
        cases.forEach(vector -> expected.add(vector.get("plaintext").textValue()));

        JsonNode opened = page.run(
                cases,
                "return Promise.all(given.map(async vector => (await byok.EndToEndKey.of(vector.mnemonic)).open({"
                        + " tenant: vector.aadFields[2], credential: vector.aadFields[3],"
                        + " provider: vector.aadFields[4], field: vector.aadFields[5] }, vector.text)));");

        assertThat(opened).hasSize(4).extracting(JsonNode::textValue).containsExactlyElementsOf(expected);
    }

    @Test
    void whatChromiumSealsOpensInJava() throws IOException {
        JsonNode sealed = page.run(
                Map.of("place", place(), "phrase", PHRASE, "texts", TEXTS),
                "const key = await byok.EndToEndKey.of(given.phrase);"
                        + " return Promise.all(given.texts.map(text => key.seal(given.place, text)));");

        for (int i = 0; i < TEXTS.size(); i++) {
            try (Secret opened = key.open(PLACE, sealed.get(i).textValue())) {
                assertThat(opened).isEqualTo(Secret.of(TEXTS.get(i)));
            }
        }
        assertThat(sealed).hasSize(TEXTS.size());
    }

    @Test
    void whatJavaSealsOpensInChromium() throws IOException {
        EndToEndSealer sealer = new EndToEndSealer(key);
        List<String> sealed =
                TEXTS.stream().map(text -> sealer.seal(PLACE, Secret.of(text))).toList();

        JsonNode opened = page.run(
                Map.of("place", place(), "phrase", PHRASE, "sealed", sealed),
                "const key = await byok.EndToEndKey.of(given.phrase);"
                        + " return Promise.all(given.sealed.map(text => key.open(given.place, text)));");

        assertThat(opened).extracting(JsonNode::textValue).containsExactlyElementsOf(TEXTS);
    }

    @Test
    void aPhraseMadeInChromiumSealsADraftThatJavaOpens() throws IOException {
        JsonNode made = page.run(
                draft(3, Map.of()),
                "const phrase = await byok.generatePhrase(); const key = await byok.EndToEndKey.of(phrase);"
                        + " return { phrase, sealed: await byok.sealDraft(key, given, { api_key: ' sk-FAKE-0123456789-chromium\\n' }) };");

        try (EndToEndKey theirs =
                        EndToEndKey.of(RecoveryPhrase.read(made.get("phrase").textValue()));
                Secret opened = theirs.open(
                        PLACE, made.at("/sealed/secrets/api_key/sealed").textValue())) {
            assertThat(opened.reveal(SecretAccess.grant()))
                    .startsWith(
                            "{\"value\":\"sk-FAKE-0123456789-chromium\",\"origin\":\"" + ORIGIN + "\",\"version\":3,");
            assertThat(made.at("/sealed/proof").textValue())
                    .isEqualTo(theirs.proof(PLACE.tenant()).text());
        }
    }

    @Test
    void chromiumChangesThePhraseOfWhatJavaSealed() throws IOException {
        EndToEndDraft first = new EndToEndDraft(
                PLACE.tenant(), PLACE.credential(), PLACE.provider(), ORIGIN, 3, List.of("api_key"), Map.of());
        String sealed = new EndToEndSealer(key)
                .seal(first, Map.of("api_key", "sk-FAKE-0123456789-java"))
                .sealed()
                .get("api_key")
                .sealed();
        String next = new String(RecoveryPhrase.generate().reveal());

        JsonNode changed = page.run(
                Map.of("old", PHRASE, "next", next, "draft", draft(4, Map.of("api_key", sealed))),
                "return byok.changePhrase(await byok.EndToEndKey.of(given.old), await byok.EndToEndKey.of(given.next),"
                        + " given.draft);");

        try (EndToEndKey nextKey = EndToEndKey.of(RecoveryPhrase.read(next));
                Secret opened = nextKey.open(
                        PLACE, changed.at("/secrets/api_key/sealed").textValue())) {
            assertThat(opened.reveal(SecretAccess.grant()))
                    .contains("\"value\":\"sk-FAKE-0123456789-java\"", "\"version\":4,");
            assertThat(changed.get("currentProof").textValue())
                    .isEqualTo(key.proof(PLACE.tenant()).text());
        }
    }

    @Test
    void chromiumRefusesAnotherPhraseAndAnotherPlace() throws IOException {
        String sealed = new EndToEndSealer(key).seal(PLACE, Secret.of("sk-FAKE-0123456789"));
        String other = new String(RecoveryPhrase.generate().reveal());

        JsonNode codes = page.run(
                Map.of("place", place(), "phrases", List.of(PHRASE, other), "sealed", sealed),
                "const told = async work => work.then(() => 'opened', failure => failure.code);"
                        + " const [mine, other] = await Promise.all(given.phrases.map(byok.EndToEndKey.of));"
                        + " return [await told(mine.open({ ...given.place, tenant: 'globex' }, given.sealed)),"
                        + " await told(other.open(given.place, given.sealed)),"
                        + " await told(mine.open(given.place, given.sealed + 'A'))];");

        assertThat(codes)
                .extracting(JsonNode::textValue)
                .containsExactly("undecryptable", "wrong_phrase", "undecryptable");
    }

    private static Map<String, String> place() {
        return Map.of(
                "tenant", PLACE.tenant(),
                "credential", PLACE.credential(),
                "provider", PLACE.provider(),
                "field", PLACE.field());
    }

    private static Map<String, Object> draft(int version, Map<String, String> sealed) {
        return Map.of(
                "tenant", PLACE.tenant(),
                "id", PLACE.credential(),
                "provider", PLACE.provider(),
                "origin", ORIGIN,
                "version", version,
                "fields", List.of("api_key"),
                "sealed", sealed);
    }
}
