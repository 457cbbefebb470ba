package dev.byok.providers.http.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.internal.field.MalformedField;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceAccountTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void signsAStatementThatGoogleCanVerify() {
        String assertion = ServiceAccount.read(FakeServiceAccount.json()).assertion(List.of("a", "b"), NOW);

        assertThat(FakeServiceAccount.header(assertion))
                .hasToString("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"FAKE0123456789abcdef\"}");
        JsonNode claims = FakeServiceAccount.claims(assertion);
        assertThat(claims.get("iss").asText()).isEqualTo(FakeServiceAccount.EMAIL);
        assertThat(claims.get("scope").asText()).isEqualTo("a b");
        assertThat(claims.get("aud").asText()).isEqualTo("https://oauth2.googleapis.com/token");
        assertThat(claims.get("iat").longValue()).isEqualTo(1_795_262_400L);
        assertThat(claims.get("exp").longValue()).isEqualTo(1_795_266_000L);
        assertThat(claims).hasSize(5);
        assertThat(assertion).doesNotContain("=", "+", "/");
    }

    @Test
    void saysWhichProjectItBelongsTo() {
        ObjectNode none = FakeServiceAccount.object();
        none.remove("project_id");

        assertThat(ServiceAccount.read(FakeServiceAccount.json()).projectId()).contains("fake-project-1234");
        assertThat(ServiceAccount.read(none.toString()).projectId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorized_user", "external_account", "impersonated_service_account", ""})
    void refusesKeysOfOtherKinds(String type) {
        assertThat(fault(FakeServiceAccount.object().put("type", type)))
                .isEqualTo("is not the key of a service account: its type is not \"service_account\";"
                        + " create a JSON key in IAM");
    }

    @Test
    void refusesAKeyOfAnotherCloud() {
        assertThat(fault(FakeServiceAccount.object().put("universe_domain", "evil.example")))
                .isEqualTo("is of another cloud than Google's public one: its universe_domain is not googleapis.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_email", "private_key_id", "private_key"})
    void refusesAKeyThatLacksAPart(String part) {
        ObjectNode without = FakeServiceAccount.object();
        without.remove(part);

        assertThat(fault(without)).contains(part).endsWith("download the file again");
        assertThat(fault(FakeServiceAccount.object().put(part, "FAKE\r\nx: y")))
                .contains(part)
                .doesNotContain("FAKE");
        assertThat(fault(FakeServiceAccount.object().put(part, 7))).contains(part);
    }

    @Test
    void refusesWhatIsNoRsaKeyThatIsLongEnough() {
        String expected = "has a private_key that is no RSA key of 2048 bits or more: download the file again";

        for (KeyPair keys : List.of(FakeServiceAccount.keys("EC", 256), FakeServiceAccount.keys("RSA", 1_024))) {
            String pem = FakeServiceAccount.pem("PRIVATE KEY", keys.getPrivate());
            assertThat(fault(FakeServiceAccount.object().put("private_key", pem)))
                    .isEqualTo(expected);
        }
        for (String body : List.of("AAAA", "A", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC")) {
            String pem = "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
            assertThat(fault(FakeServiceAccount.object().put("private_key", pem)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void refusesAKeyInAnotherForm() {
        String pem = FakeServiceAccount.pem(
                "RSA PRIVATE KEY", FakeServiceAccount.keys("RSA", 2_048).getPrivate());

        assertThat(fault(FakeServiceAccount.object().put("private_key", pem)))
                .isEqualTo("has a private_key that is not between BEGIN PRIVATE KEY and END PRIVATE KEY:"
                        + " download the file again");
    }

    @Test
    void refusesWhatIsNoObject() {
        for (String text : List.of("", "[]", "null", "{", "sk-FAKE-key")) {
            MalformedField fault = catchThrowableOfType(MalformedField.class, () -> ServiceAccount.read(text));
            assertThat(fault.fault()).isEqualTo("is no JSON object: paste the whole file, from { to }");
        }
    }

    @Test
    void readsAKeyWhateverEndsItsLines() {
        ObjectNode json = FakeServiceAccount.object();
        json.put("private_key", json.get("private_key").asText().replace("\n", "\r\n"));

        assertThat(ServiceAccount.read(json.toString())).hasToString("ServiceAccount");
    }

    @Test
    void takesOnlyThePrivateKeyForSecret() {
        assertThat(ServiceAccount.secretPart(FakeServiceAccount.json())).isEqualTo(FakeServiceAccount.privateKey());
        for (String other : List.of("sk-FAKE-key", "{", "{\"a\":1}", "x-one: FAKE")) {
            assertThat(ServiceAccount.secretPart(other)).isEqualTo(other);
        }
    }

    private static String fault(JsonNode json) {
        String fault = catchThrowableOfType(MalformedField.class, () -> ServiceAccount.read(json.toString()))
                .fault();
        assertThat(fault)
                .doesNotContain(FakeServiceAccount.EMAIL, FakeServiceAccount.KEY_ID)
                .doesNotContain(FakeServiceAccount.privateKey().substring(0, 32));
        return fault;
    }
}
