package dev.byok.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.providers.http.AwsVectors.Vector;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.HttpCall;
import dev.byok.spi.ProviderCredential;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signatures of AWS: those of published vectors, and the same as AWS's own signer makes. */
final class AwsSigningTest {

    private static final Auth AWS = Auth.awsSigV4("bedrock");
    private static final Auth EITHER = Auth.firstOf(AWS, Auth.bearer("api_key"));
    private static final HttpCall CALL = HttpCall.post("model/m/converse", "{}".getBytes(StandardCharsets.UTF_8));
    private static final HttpUrl URL = HttpUrl.get("https://bedrock-runtime.us-east-1.amazonaws.com/model/m/converse");

    static List<Vector> vectors() {
        return AwsVectors.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsTheVectors(Vector vector) {
        Headers headers = AwsVectors.sign(
                vector.url(),
                vector.call(),
                AwsVectors.credential(vector.region()).build(),
                AWS);

        assertThat(headers.get("Authorization")).isEqualTo(vector.authorization());
        assertThat(headers.names()).containsExactlyInAnyOrder("Authorization", "x-amz-content-sha256", "x-amz-date");
        assertThat(headers.get("x-amz-date")).isEqualTo("20150830T123600Z");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isVerifiedByTheStepsOfTheVectors(Vector vector) {
        Headers.Builder headers = AwsVectors.sign(
                        vector.url(),
                        vector.call(),
                        AwsVectors.credential(vector.region()).build(),
                        AWS)
                .newBuilder()
                .add("Host", vector.url().host());
        if (vector.call().body() != null) {
            headers.add("Content-Type", "application/json");
        }

        AwsSignature signature = new AwsSignature(vector.call().method(), vector.url(), headers.build(), vector.body());

        assertThat(signature.canonicalRequest()).isEqualTo(vector.canonicalRequest());
        assertThat(signature.stringToSign()).isEqualTo(vector.stringToSign());
        assertThat(signature.isOf(AwsVectors.SECRET)).isTrue();
        assertThat(signature.isOf(AwsVectors.SECRET + "x")).isFalse();
    }

    @Test
    void signsAsAwsDoesWhateverTheRequest() {
        Random random = new Random(20_150_830);
        for (int i = 0; i < 300; i++) {
            HttpUrl.Builder url = new HttpUrl.Builder()
                    .scheme("https")
                    .host("host-" + i + ".example.com")
                    .port(i % 3 == 0 ? 8443 : 443);
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                url.addPathSegment("s" + text(random, 12));
            }
            for (int n = random.nextInt(4); n > 0; n--) {
                url.addQueryParameter("q" + text(random, 5), n == 3 ? null : text(random, 9));
            }
            String token = i % 2 == 0 ? null : "FAKE-token-" + i;

            agreesWithAws(url.build(), text(random, 40), "region-" + i, token);
        }
    }

    private static void agreesWithAws(HttpUrl url, String body, String region, String token) {
        ProviderCredential.Builder credential = AwsVectors.credential(region);
        if (token != null) {
            credential.secret("session_token", Secret.of(token));
        }
        HttpCall call = HttpCall.post("ignored", body.getBytes(StandardCharsets.UTF_8));

        Headers headers = AwsVectors.sign(url, call, credential.build(), AWS);

        assertThat(headers.get("Authorization")).as("%s", url).isEqualTo(byAws(url, body, region, token));
        assertThat(headers.get("x-amz-security-token")).isEqualTo(token);
    }

    private static String byAws(HttpUrl url, String body, String region, String token) {
        AwsCredentialsIdentity identity = token == null
                ? AwsCredentialsIdentity.create(AwsVectors.ACCESS_KEY_ID, AwsVectors.SECRET)
                : AwsSessionCredentialsIdentity.create(AwsVectors.ACCESS_KEY_ID, AwsVectors.SECRET, token);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(url.uri())
                .putHeader("Content-Type", "application/json")
                .build();
        return AwsV4HttpSigner.create()
                .sign(to -> to.identity(identity)
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(AwsVectors.TIME, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
    }

    private static String text(Random random, int longest) {
        // no brackets: java.net.URI, which AWS's signer takes, encodes them where OkHttp does not
        String characters = "abz019-._~ +*%=&:@,;!$'()/?#\u00e9\u20ac";
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(longest + 1); n > 0; n--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   "})
    void sendsNoHeaderForABlankToken(String token) {
        ProviderCredential credential = AwsVectors.credential("us-east-1")
                .secret("session_token", Secret.of(token))
                .build();

        Headers headers = AwsVectors.sign(URL, CALL, credential, AWS);

        assertThat(headers.names()).doesNotContain("x-amz-security-token");
        assertThat(headers.get("Authorization")).doesNotContain("x-amz-security-token");
    }

    @ParameterizedTest
    @CsvSource({
        "access_key_id, the credential has no access_key_id",
        "region, the credential has no region",
        "secret_access_key, the credential has no secret_access_key"
    })
    void refusesACredentialThatLacksSomething(String missing, String what) {
        Map<String, String> fields = Map.of("access_key_id", AwsVectors.ACCESS_KEY_ID, "region", "us-east-1");
        ProviderCredential.Builder credential = ProviderCredential.builder("acme")
                .fields(Map.of(
                        "access_key_id", missing.equals("access_key_id") ? "" : fields.get("access_key_id"),
                        "region", missing.equals("region") ? "" : fields.get("region")));
        if (!missing.equals("secret_access_key")) {
            credential.secret("secret_access_key", Secret.of(AwsVectors.SECRET));
        }

        ByokException failure = TestVendors.failure(() -> AwsVectors.sign(URL, CALL, credential.build(), AWS));

        assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(failure.summary()).endsWith(what);
    }

    @Test
    void refusesWhatNoHeaderCanHold() {
        ProviderCredential inField = ProviderCredential.builder("acme")
                .fields(Map.of("access_key_id", "AKID\r\nx-evil: 1", "region", "us-east-1"))
                .secret("secret_access_key", Secret.of(AwsVectors.SECRET))
                .build();
        ProviderCredential inToken = AwsVectors.credential("us-east-1")
                .secret("session_token", Secret.of("FAKE\nx-evil: 1"))
                .build();

        assertThat(TestVendors.failure(() -> AwsVectors.sign(URL, CALL, inField, AWS))
                        .summary())
                .endsWith("the field access_key_id has character U+000D, which cannot be sent");
        assertThat(TestVendors.failure(() -> AwsVectors.sign(URL, CALL, inToken, AWS))
                        .summary())
                .endsWith("the field session_token has character U+000A, which cannot be sent")
                .doesNotContain("evil");
    }

    @Test
    void takesTheFirstKindWhoseSecretsAreThere() {
        ProviderCredential accessKey = AwsVectors.credential("us-east-1").build();
        ProviderCredential apiKey = ProviderCredential.builder("acme")
                .fields(Map.of("region", "us-east-1"))
                .secret("api_key", Secret.of("FAKE-ABSK-1234567890"))
                .build();
        ProviderCredential neither = ProviderCredential.builder("acme")
                .fields(Map.of("region", "us-east-1", "access_key_id", "AKIDEXAMPLE"))
                .secret("api_key", Secret.of(""))
                .build();

        assertThat(AwsVectors.sign(URL, CALL, accessKey, EITHER).get("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 ");
        assertThat(AwsVectors.sign(URL, CALL, apiKey, EITHER))
                .isEqualTo(Headers.of("Authorization", "Bearer FAKE-ABSK-1234567890"));
        assertThat(TestVendors.failure(() -> AwsVectors.sign(URL, CALL, neither, EITHER))
                        .summary())
                .endsWith("the credential has no secret_access_key");
    }

    @Test
    void leavesTheStoredSecretAsItIs() {
        ProviderCredential credential = AwsVectors.credential("us-east-1").build();

        Headers first = AwsVectors.sign(URL, CALL, credential, AWS);

        assertThat(AwsVectors.sign(URL, CALL, credential, AWS)).isEqualTo(first);
    }

    @Test
    void readsNoKeyOfTheMachine(@TempDir Path home) throws IOException, InterruptedException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws/credentials"),
                "[default]\naws_access_key_id=AKIAMBIENT\naws_secret_access_key=ambient\naws_session_token=ambient\n");
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Duser.home=" + home,
                        "-Daws.accessKeyId=AKIAMBIENT",
                        "-Daws.secretAccessKey=ambient",
                        "-Daws.sessionToken=ambient",
                        "-Daws.region=ambient-1",
                        Signing.class.getName())
                .redirectError(new File("/dev/null"));
        java.environment()
                .putAll(Map.of(
                        "HOME", home.toString(),
                        "AWS_ACCESS_KEY_ID", "AKIAMBIENT",
                        "AWS_SECRET_ACCESS_KEY", "ambient",
                        "AWS_SESSION_TOKEN", "ambient",
                        "AWS_REGION", "ambient-1",
                        "AWS_PROFILE", "default",
                        "AWS_BEARER_TOKEN_BEDROCK", "ambient"));

        Process process = java.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(printed).isEqualTo(Signing.headers());
    }

    /** Signs one request, in a Java of its own. */
    static final class Signing {

        private Signing() {}

        public static void main(String[] args) {
            System.out.print(headers());
        }

        static String headers() {
            return AwsVectors.sign(URL, CALL, AwsVectors.credential("us-east-1").build(), EITHER)
                    .toString();
        }
    }
}
