package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.Secret;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Capability;
import dev.byok.spi.ProviderCredential;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The secret is where the vendor's {@link Auth} says, once, and nowhere else in a request. */
final class AuthContractTest {

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor
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

    @EachVendor
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

    private static void isSigned(Contract contract, RecordedRequest request) {
        VendorSpec vendor = contract.vendor();
        Headers others = request.getHeaders();
        if (vendor.auth() instanceof Auth.Header auth) {
            assertThat(others.values(auth.name())).containsExactly(auth.prefix() + FakeKeys.of(contract));
            others = others.newBuilder().removeAll(auth.name()).build();
        }
        assertThat(others.toString()).doesNotContain("FAKE");
        assertThat(CheckContractTest.withoutKey(contract, request)).doesNotContain("FAKE");
        assertThat(request.getBody() == null ? "" : request.getBody().utf8()).doesNotContain("FAKE");
        for (Map.Entry<String, String> header : vendor.headers().entrySet()) {
            assertThat(request.getHeaders().values(header.getKey())).containsExactly(header.getValue());
        }
        assertThat(request.getHeaders().names()).doesNotContain("Cookie", "Referer");
        assertThat(request.getHeaders().get("user-agent")).startsWith("byok/");
    }
}
