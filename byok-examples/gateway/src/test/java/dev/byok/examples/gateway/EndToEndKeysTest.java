package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.credential.EndToEndDraft;
import dev.byok.credential.EndToEndInput;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.crypto.EndToEndKey;
import dev.byok.crypto.EndToEndSealer;
import dev.byok.crypto.RecoveryPhrase;
import dev.byok.examples.gateway.RunningGateway.Answer;
import dev.byok.spi.EndToEndContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that only the customer's device opens: a Java program plays the browser, with the other half of the format. */
class EndToEndKeysTest {

    private static final String ACME = RunningGateway.ACME;
    private static final String KEY = "sk-FAKE-0000000000000000e2e1";
    private static final String CHAT =
            "{\"model\":\"openai/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path home;

    private StubVendor vendor;
    private RunningGateway gateway;
    private Device device;

    /** What a browser does. */
    private record Device(EndToEndKey key) {

        static Device withNewPhrase() {
            try (RecoveryPhrase phrase = RecoveryPhrase.generate()) {
                return new Device(EndToEndKey.of(phrase));
            }
        }

        String proof() {
            return key.proof("acme").text();
        }

        String check() {
            EndToEndContext place = new EndToEndContext("acme", "encryption", "byok", "check");
            try (Secret text = Secret.of("byok")) {
                return new EndToEndSealer(key).seal(place, text);
            }
        }

        ObjectNode sealed(EndToEndDraft draft, String value) {
            EndToEndInput input = new EndToEndSealer(key).seal(draft, Map.of("api_key", value));
            ObjectNode body = JSON.createObjectNode().put("id", draft.id()).put("provider", draft.provider());
            ObjectNode secrets = body.putObject("secrets");
            input.sealed()
                    .forEach((field, secret) -> secrets.putObject(field)
                            .put("sealed", secret.sealed())
                            .put("mask", secret.mask()));
            return body.put("proof", proof());
        }

        /** The header for a row that was opened here. */
        String opened(EndToEndDraft draft) throws Exception {
            ObjectNode key = JSON.createObjectNode().put("credential", draft.id());
            ObjectNode opened = key.putObject("opened");
            for (Map.Entry<String, String> secret : draft.sealed().entrySet()) {
                try (Secret content = this.key.open(draft.context(secret.getKey()), secret.getValue())) {
                    opened.set(secret.getKey(), JSON.readTree(content.reveal(SecretAccess.grant())));
                }
            }
            return header(key.toString());
        }
    }

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor(KEY);
        gateway = new RunningGateway(home, vendor);
        device = Device.withNewPhrase();
    }

    @AfterEach
    void stop() {
        gateway.close();
        vendor.close();
    }

    @Test
    void whatTheBrowserSealedServesOnlyWhenTheBrowserOpensIt() throws Exception {
        EndToEndDraft draft = connect("Private");

        Answer locked = gateway.post(ACME, "/v1/chat/completions", CHAT);
        Answer served = gateway.send(ACME, "POST", "/v1/chat/completions", CHAT, keys(device.opened(draft)));
        Answer lockedAgain = gateway.post(ACME, "/v1/chat/completions", CHAT);

        assertThat(locked.status()).isEqualTo(403);
        assertThat(locked.json().path("error").path("code").asText()).isEqualTo("e2e_locked");
        assertThat(served.status()).as(served.text()).isEqualTo(200);
        assertThat(served.header("x-byok-credential")).isEqualTo(draft.id());
        assertThat(served.header("x-byok-source")).isEqualTo("own_key");
        assertThat(lockedAgain.status()).isEqualTo(403);
    }

    @Test
    void aRowTellsItsModeAndWhatTheBrowserNeeds() throws Exception {
        EndToEndDraft draft = connect("Private");

        JsonNode row = gateway.get(ACME, "/v1/providers/" + draft.id()).json().path("data");

        assertThat(row.path("privacy_mode").asText()).isEqualTo("end_to_end");
        assertThat(row.path("key_prefix").asText()).isEqualTo("sk-F\u00B7\u00B7\u00B7e2e1");
        assertThat(draft.origin()).isEqualTo(vendor.origin());
        assertThat(draft.version()).as("what to seal the next key for").isEqualTo(2);
        assertThat(draft.fields()).containsExactly("api_key");
        assertThat(draft.sealed().get("api_key")).startsWith("bke1.");
        assertThat(row.toString()).doesNotContain(KEY);
    }

    @Test
    void anOpenedRowCanBeTestedAndListsItsModels() throws Exception {
        EndToEndDraft draft = connect("Private");
        String test = "/v1/providers/" + draft.id() + "/test";

        assertThat(gateway.post(ACME, test, "{}").status()).isEqualTo(403);
        Answer tested = gateway.send(ACME, "POST", test, "{}", keys(device.opened(draft)));

        assertThat(tested.json().path("data").path("status").asText()).isEqualTo("valid");
        assertThat(gateway.get(ACME, "/v1/models").json().path("data").findValuesAsText("id"))
                .contains("openai/gpt-4o");
    }

    @Test
    void aKeyThatIsStoredNowhereServesOneRequest() {
        String key = header("{\"provider\":\"openai\",\"fields\":{\"api_key\":\"" + KEY + "\",\"base_url\":\""
                + vendor.baseUrl() + "\"}}");

        Answer served = gateway.send(ACME, "POST", "/v1/chat/completions", CHAT, keys(key));

        assertThat(served.status()).as(served.text()).isEqualTo(200);
        assertThat(gateway.get(ACME, "/v1/providers").json().path("data")).isEmpty();
        assertThat(gateway.post(ACME, "/v1/chat/completions", CHAT).status()).isEqualTo(403);
    }

    @Test
    void theFieldsOfAKeyMayStandBesideItsProvider() {
        String key = header(
                "{\"provider\":\"openai\",\"api_key\":\"" + KEY + "\",\"base_url\":\"" + vendor.baseUrl() + "\"}");

        assertThat(gateway.send(ACME, "POST", "/v1/chat/completions", CHAT, keys(key))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aKeyThatIsStoredNowhereGoesToNoHostInside() {
        String key = header("{\"provider\":\"openai\",\"fields\":{\"api_key\":\"" + KEY
                + "\",\"base_url\":\"https://169.254.169.254/v1\"}}");

        Answer refused = gateway.send(ACME, "POST", "/v1/chat/completions", CHAT, keys(key));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("error").path("code").asText()).isEqualTo("endpoint_not_allowed");
    }

    @Test
    void refusesKeysThatCannotBeReadWithoutRepeatingThem() {
        List<String> headers =
                new ArrayList<>(List.of("no base64url!", header("{}"), header("[1]"), header("nothing")));
        headers.add(header("{\"provider\":\"openai\",\"fields\":{\"" + KEY + "\":\"x\"}}"));
        for (String header : headers) {
            Answer refused = gateway.send(ACME, "POST", "/v1/chat/completions", CHAT, keys(header));

            assertThat(refused.status()).as(header).isEqualTo(400);
            assertThat(refused.text()).doesNotContain(KEY);
        }
    }

    @Test
    void backgroundCallsPassOverWhatTheBrowserOpens() throws Exception {
        EndToEndDraft draft = connect("Private");
        String background = CHAT.replace("]}", "],\"byok\":{\"background\":true}}");

        Answer skipped = gateway.send(ACME, "POST", "/v1/chat/completions", background, keys(device.opened(draft)));

        assertThat(skipped.status()).isEqualTo(403);
        assertThat(skipped.json().path("error").path("code").asText()).isEqualTo("e2e_locked");
        gateway.connect(ACME, "openai", "Shared", KEY, vendor);
        Answer served = gateway.post(ACME, "/v1/chat/completions", background);
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.header("x-byok-credential")).isNotEqualTo(draft.id());
    }

    @Test
    void removingForGoodNeedsTheProofOfThePhrase() throws Exception {
        EndToEndDraft draft = connect("Private");
        String path = "/v1/providers/" + draft.id() + "?purge=true";

        assertThat(gateway.send(ACME, "DELETE", path, null).status()).isEqualTo(403);
        assertThat(gateway.send(
                                ACME,
                                "DELETE",
                                path,
                                null,
                                "x-byok-phrase-proof",
                                Device.withNewPhrase().proof())
                        .status())
                .isEqualTo(403);
        assertThat(gateway.send(ACME, "DELETE", path, null, "x-byok-phrase-proof", device.proof())
                        .status())
                .isEqualTo(200);
        assertThat(gateway.get(ACME, "/v1/providers").json().path("data")).isEmpty();
    }

    @Test
    void keepsWhichPhraseATenantHasAndNeverThePhrase() {
        assertThat(setUp().path("active").asBoolean()).isFalse();
        assertThat(setUp().path("tenant").asText()).isEqualTo("acme");

        String check = device.check();
        assertThat(setUp(device, check, null).status()).isEqualTo(200);

        assertThat(setUp().path("active").asBoolean()).isTrue();
        assertThat(setUp().path("check").asText()).isEqualTo(check);
        assertThat(gateway.get(RunningGateway.GLOBEX, "/v1/encryption")
                        .json()
                        .path("data")
                        .path("active"))
                .hasToString("false");
    }

    @Test
    void onceSetUpEveryKeyHasTheSamePhrase() throws Exception {
        setUp(device, device.check(), null);
        connect("Private");
        Device other = Device.withNewPhrase();

        assertThat(post(other.sealed(draft(), KEY), "Other").status()).isEqualTo(403);
        assertThat(setUp(other, other.check(), null).status()).isEqualTo(403);
        assertThat(setUp(other, other.check(), other.proof()).status()).isEqualTo(403);
    }

    @Test
    void thePhraseChangesRowByRowAndThenTheSetUp() throws Exception {
        setUp(device, device.check(), null);
        EndToEndDraft before = connect("Private");
        Device next = Device.withNewPhrase();

        EndToEndDraft draft = stored(before.id());
        ObjectNode change = next.sealed(draft, KEY);
        assertThat(patch(before.id(), change).status())
                .as("without the proof until now")
                .isEqualTo(403);
        assertThat(patch(before.id(), change.put("currentProof", device.proof()))
                        .status())
                .isEqualTo(200);
        assertThat(setUp(next, next.check(), device.proof()).status()).isEqualTo(200);

        EndToEndDraft after = stored(before.id());
        assertThat(after.version()).isEqualTo(3);
        assertThat(gateway.send(ACME, "POST", "/v1/chat/completions", CHAT, keys(next.opened(after)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoLostThePhraseDisconnectsAndStartsAnew() throws Exception {
        setUp(device, device.check(), null);
        EndToEndDraft lost = connect("Private");
        Device next = Device.withNewPhrase();

        assertThat(gateway.send(ACME, "DELETE", "/v1/providers/" + lost.id(), null)
                        .status())
                .isEqualTo(200);
        assertThat(setUp(next, next.check(), null).status()).isEqualTo(200);
    }

    @Test
    void refusesAKeyThatIsNotSealed() throws Exception {
        ObjectNode body = device.sealed(draft(), KEY);
        ((ObjectNode) body.path("secrets").path("api_key")).put("sealed", KEY);

        Answer refused = post(body, "Private");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).doesNotContain(KEY);
    }

    private EndToEndDraft connect(String label) throws Exception {
        Answer connected = post(device.sealed(draft(), KEY), label);
        assertThat(connected.status()).as(connected.text()).isEqualTo(200);
        return stored(connected.json().path("data").path("id").asText());
    }

    private Answer post(ObjectNode sealed, String label) {
        sealed.put("privacy_mode", "end_to_end").put("account_name", label).put("base_url", vendor.baseUrl());
        return gateway.post(ACME, "/v1/providers", sealed.toString());
    }

    private Answer patch(String id, ObjectNode body) {
        return gateway.send(ACME, "PATCH", "/v1/providers/" + id, body.toString());
    }

    private EndToEndDraft draft() throws Exception {
        return read(gateway.post(
                        ACME,
                        "/v1/providers/openai/draft",
                        "{\"secrets\":[\"api_key\"],\"base_url\":\"" + vendor.baseUrl() + "\"}")
                .json()
                .path("data"));
    }

    private EndToEndDraft stored(String id) throws Exception {
        return read(gateway.get(ACME, "/v1/providers/" + id).json().path("data").path("end_to_end"));
    }

    private static EndToEndDraft read(JsonNode draft) {
        List<String> fields = new ArrayList<>();
        draft.path("fields").forEach(field -> fields.add(field.asText()));
        Map<String, String> sealed = new LinkedHashMap<>();
        draft.path("sealed")
                .properties()
                .forEach(field -> sealed.put(field.getKey(), field.getValue().asText()));
        return new EndToEndDraft(
                draft.path("tenant").asText(),
                draft.path("id").asText(),
                draft.path("provider").asText(),
                draft.path("origin").asText(),
                draft.path("version").asLong(),
                fields,
                sealed);
    }

    private JsonNode setUp() {
        return gateway.get(ACME, "/v1/encryption").json().path("data");
    }

    private Answer setUp(Device by, String check, String currentProof) {
        ObjectNode body = JSON.createObjectNode().put("check", check).put("proof", by.proof());
        if (currentProof != null) {
            body.put("currentProof", currentProof);
        }
        return gateway.send(ACME, "PUT", "/v1/encryption", body.toString());
    }

    private static String[] keys(String header) {
        return new String[] {"x-byok-transient-credential", header};
    }

    private static String header(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
