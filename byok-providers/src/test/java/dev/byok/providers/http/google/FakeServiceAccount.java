package dev.byok.providers.http.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.providers.spec.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** The key of a service account that nobody has: made anew in every run, in the form in which Google gives them out. */
public final class FakeServiceAccount {

    /** Its address. */
    public static final String EMAIL = "FAKE-robot@fake-project-1234.iam.gserviceaccount.com";

    /** Its key's id. */
    public static final String KEY_ID = "FAKE0123456789abcdef";

    /** Its project. */
    public static final String PROJECT = "fake-project-1234";

    private static final KeyPair KEYS = keys("RSA", 2_048);

    private FakeServiceAccount() {}

    /** The whole key. */
    public static String json() {
        return object().toString();
    }

    /** The whole key as an object that a test may change. */
    public static ObjectNode object() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "service_account");
        json.put("project_id", PROJECT);
        json.put("private_key_id", KEY_ID);
        json.put("private_key", pem("PRIVATE KEY", KEYS.getPrivate()));
        json.put("client_email", EMAIL);
        json.put("client_id", "100000000000000000000");
        json.put("auth_uri", "https://accounts.google.com/o/oauth2/auth");
        json.put("token_uri", "https://oauth2.googleapis.com/token");
        json.put("universe_domain", "googleapis.com");
        return json;
    }

    /** Its private key as it stands in the file, on one line and without what stands around it. */
    public static String privateKey() {
        return Base64.getEncoder().encodeToString(KEYS.getPrivate().getEncoded());
    }

    /** A private key in PEM. */
    public static String pem(String label, PrivateKey key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** A new pair of keys. */
    public static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of a statement that this account signed. */
    public static JsonNode claims(String assertion) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3 || !isSigned(parts[0] + "." + parts[1], parts[2])) {
            throw new AssertionError("it is not signed");
        }
        return decoded(parts[1]);
    }

    /** The header of a statement. */
    public static JsonNode header(String assertion) {
        return decoded(assertion.split("\\.", -1)[0]);
    }

    private static boolean isSigned(String statement, String signature) {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(KEYS.getPublic());
            verifier.update(statement.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode decoded(String part) {
        return Json.read(Base64.getUrlDecoder().decode(part));
    }
}
