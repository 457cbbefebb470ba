package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.providers.http.AwsSignature;
import dev.byok.providers.http.google.FakeServiceAccount;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderCredential;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The secret is where the vendor's {@link Auth} says, once, and nowhere else in a request. */
final class AuthContractTest {

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor(EachVendor.CHECK)
    void signsTheCheck(Contract contract) {
        HttpFile.readAll(contract.file("check", "valid.http")).forEach(SERVER::reply);

        SERVER.check(contract);

        while (SERVER.untaken() > 0) {
            isSigned(contract, SERVER.taken());
        }
    }

    @EachVendor("chat")
    void signsAChat(Contract contract) {
        SERVER.reply(ChatContractTest.reply(contract, ChatCase.BASIC));

        SERVER.send(contract);

        isSigned(contract, SERVER.taken());
    }

    @EachVendor("messages")
    void signsAMessage(Contract contract) {
        SERVER.reply(HttpFile.read(contract.file("messages", "text", "reply.http")));

        SERVER.message(contract);

        isSigned(contract, SERVER.taken());
    }

    @EachVendor("speech")
    void signsASpeech(Contract contract) {
        HttpFile reply = HttpFile.read(contract.file("speech", "pcm", "reply.http"));
        SERVER.reply(reply, SpokenBody.of(reply.body()), 0);

        SERVER.speak(contract, SpeechCase.PCM);

        isSigned(contract, SERVER.taken());
    }

    @EachVendor("models")
    void signsEveryPageOfAList(Contract contract) {
        List<HttpFile> pages = HttpFile.readAll(contract.file("models", "pages.http"));
        pages.forEach(SERVER::reply);

        SERVER.provider(contract)
                .clients()
                .create(Capability.MODELS, SERVER.credential(contract))
                .orElseThrow()
                .list(Loopback.context());

        for (HttpFile page : pages) {
            assertThat(page.name()).isNotEmpty();
            isSigned(contract, SERVER.taken());
        }
    }

    @EachVendor(EachVendor.CHECK)
    void showsTheTokenEndpointASignatureAndNothingElse(Contract contract) {
        if (!FakeKeys.takesServiceAccounts(contract)) {
            return;
        }
        HttpFile.readAll(contract.file("check", "valid.http")).forEach(SERVER::reply);

        SERVER.check(contract);

        assertThat(SERVER.tokens().requests()).hasSize(1);
        RecordedRequest request = SERVER.tokens().requests().get(0);
        assertThat(request.getMethod() + " " + request.getTarget()).isEqualTo("POST /token");
        assertThat(request.getHeaders().names())
                .containsExactlyInAnyOrder(
                        "Accept",
                        "Accept-Encoding",
                        "Connection",
                        "Content-Length",
                        "Content-Type",
                        "Host",
                        "User-Agent");
        HttpUrl form = SERVER.tokens().forms().get(0);
        assertThat(form.queryParameterNames()).containsExactly("grant_type", "assertion");
        assertThat(form.queryParameter("grant_type")).isEqualTo("urn:ietf:params:oauth:grant-type:jwt-bearer");
        assertThat(FakeServiceAccount.claims(form.queryParameter("assertion"))
                        .get("scope")
                        .asText())
                .isEqualTo("https://www.googleapis.com/auth/cloud-platform");
    }

    @EachVendor(EachVendor.CHECK)
    void putsFieldsIntoTheirHeaders(Contract contract) {
        Map<String, String> headerByField = contract.vendor().fieldHeaders();
        Map<String, String> fields = new HashMap<>(FakeKeys.fields(contract));
        fields.put("base_url", SERVER.baseUrl(contract));
        headerByField.keySet().forEach(field -> fields.put(field, "value of " + field));
        HttpFile.readAll(contract.file("check", "valid.http")).forEach(SERVER::reply);

        SERVER.provider(contract).validator().deepTest(FakeKeys.credential(contract, fields), Loopback.context());

        Headers headers = SERVER.taken().getHeaders();
        headerByField.forEach(
                (field, header) -> assertThat(headers.values(header)).containsExactly("value of " + field));
    }

    @Test
    void refusesAFieldThatNoHeaderCanHold() {
        Contract openAi = Contract.of("openai");
        ProviderCredential credential = ProviderCredential.builder("openai")
                .fields(Map.of("base_url", SERVER.baseUrl(openAi), "project_id", "proj_FAKE\r\nx-evil: 1"))
                .secret("api_key", Secret.of(FakeKeys.of(openAi)))
                .build();

        assertThatThrownBy(() -> SERVER.provider(openAi)
                        .clients()
                        .create(Capability.MODELS, credential)
                        .orElseThrow()
                        .list(Loopback.context()))
                .isInstanceOfSatisfying(ByokException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
                    assertThat(e.summary())
                            .isEqualTo("The request cannot be signed: the field project_id has character U+000D, which"
                                    + " cannot be sent");
                });
        assertThat(SERVER.untaken()).isZero();
    }

    @EachVendor("chat")
    void signsInEveryWayThatTheFormHas(Contract contract) {
        List<String> ways = contract.vendor().info().schema().alternatives();
        List<Auth> kinds = kinds(contract);
        for (int way = 0; way < ways.size(); way++) {
            SERVER.reply(ChatContractTest.reply(contract, ChatCase.BASIC));

            SERVER.provider(contract)
                    .clients()
                    .create(Capability.CHAT, FakeKeys.credential(contract, ways.get(way), SERVER.baseUrl(contract)))
                    .orElseThrow()
                    .send(ChatCase.BASIC.given(), ChatCase.MODEL, Loopback.context());

            // ways may differ in the endpoint only
            isSigned(contract, kinds.size() == 1 ? kinds.get(0) : kinds.get(way), SERVER.taken());
        }
    }

    private static List<Auth> kinds(Contract contract) {
        Auth auth = contract.vendor().auth();
        return auth instanceof Auth.FirstOf several ? several.kinds() : List.of(auth);
    }

    private static void isSigned(Contract contract, RecordedRequest request) {
        isSigned(contract, kinds(contract).get(0), request);
    }

    private static void isSigned(Contract contract, Auth auth, RecordedRequest request) {
        VendorSpec vendor = contract.vendor();
        Headers others = request.getHeaders();
        if (auth instanceof Auth.AwsSigV4 aws) {
            isSignedForAws(contract, aws, request);
        } else if (!(auth instanceof Auth.Path)) {
            Map.Entry<String, String> signature = FakeKeys.signature(contract, auth);
            assertThat(others.values(signature.getKey())).containsExactly(signature.getValue());
            others = others.newBuilder().removeAll(signature.getKey()).build();
        }
        for (String part : List.of(
                others.toString(),
                CheckContractTest.withoutKey(contract, request),
                request.getBody() == null ? "" : request.getBody().utf8())) {
            assertThat(part)
                    .doesNotContain("FAKE", "PRIVATE", "assertion", "eyJ")
                    .doesNotContain(FakeServiceAccount.privateKey().substring(0, 16));
        }
        for (Map.Entry<String, String> header : vendor.headers().entrySet()) {
            assertThat(request.getHeaders().values(header.getKey())).containsExactly(header.getValue());
        }
        assertThat(request.getHeaders().names()).doesNotContain("Cookie", "Referer");
        assertThat(request.getHeaders().get("user-agent")).startsWith("byok/");
    }

    private static void isSignedForAws(Contract contract, Auth.AwsSigV4 aws, RecordedRequest request) {
        byte[] body =
                request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
        AwsSignature signature = new AwsSignature(
                request.getMethod(), HttpUrl.get(SERVER.origin() + request.getTarget()), request.getHeaders(), body);
        Map<String, String> fields = FakeKeys.fields(contract);

        assertThat(signature.accessKeyId()).isEqualTo(fields.get(aws.accessKeyId()));
        assertThat(signature.scope())
                .isEqualTo(request.getHeaders().get("x-amz-date").substring(0, 8) + "/" + fields.get(aws.region()) + "/"
                        + aws.service() + "/aws4_request");
        assertThat(signature.signedHeaders()).contains("host", "x-amz-date", "x-amz-content-sha256");
        assertThat(signature.signedHeaders().contains("content-type")).isEqualTo(body.length > 0);
        assertThat(signature.isOf(FakeKeys.of(contract))).isTrue();
        assertThat(request.getHeaders().names()).doesNotContain("x-amz-security-token");
    }
}
