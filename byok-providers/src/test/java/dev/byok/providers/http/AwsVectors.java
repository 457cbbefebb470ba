package dev.byok.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.credential.Secret;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.spi.ProviderCredential;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Signed requests of Bedrock, from {@code aws/sigv4-bedrock.json}, and what the transport makes of them. */
final class AwsVectors {

    private static final JsonNode FILE = read();
    private static final String REGION = "region";

    static final String ACCESS_KEY_ID = FILE.get("accessKeyId").textValue();
    static final String SECRET = FILE.get("secretAccessKey").textValue();
    static final Instant TIME = Instant.parse(FILE.get("time").textValue());

    private AwsVectors() {}

    /** One request and its signature. */
    record Vector(HttpUrl url, HttpCall call, String canonicalRequest, String stringToSign, String authorization) {

        String region() {
            return authorization.split("/")[2];
        }

        byte[] body() {
            return call.body() == null ? new byte[0] : call.body();
        }

        @Override
        public String toString() {
            return url.toString();
        }
    }

    static List<Vector> all() {
        return StreamSupport.stream(FILE.get("vectors").spliterator(), false)
                .map(AwsVectors::vector)
                .toList();
    }

    private static Vector vector(JsonNode json) {
        HttpUrl url = HttpUrl.get(json.get("url").textValue());
        String path = url.encodedPath().substring(1) + (url.query() == null ? "" : "?" + url.encodedQuery());
        HttpCall call = json.get("method").textValue().equals("GET")
                ? HttpCall.get(path)
                : HttpCall.post(path, json.get("body").textValue().getBytes(StandardCharsets.UTF_8));
        return new Vector(
                url,
                call,
                json.get("canonicalRequest").textValue(),
                json.get("stringToSign").textValue(),
                json.get("authorization").textValue());
    }

    /** A credential with the vectors' access key. */
    static ProviderCredential.Builder credential(String region) {
        return ProviderCredential.builder("acme")
                .fields(Map.of("access_key_id", ACCESS_KEY_ID, REGION, region))
                .secret("secret_access_key", Secret.of(SECRET));
    }

    /** The headers that the transport adds when it signs. */
    static Headers sign(HttpUrl url, HttpCall call, ProviderCredential credential, Auth auth) {
        Request.Builder request = new Request.Builder().url(url);
        Target target = new Target(
                TestVendors.acme().baseUrl("https://api.example.com").auth(auth).build(), credential);
        Signer.sign(request, url, call, target, TIME);
        return request.build().headers();
    }

    private static JsonNode read() {
        try (InputStream file = AwsVectors.class.getResourceAsStream("/aws/sigv4-bedrock.json")) {
            return Json.read(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
