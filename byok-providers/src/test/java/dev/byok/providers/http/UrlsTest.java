package dev.byok.providers.http;

import static dev.byok.providers.http.TestVendors.KEY;
import static dev.byok.providers.http.TestVendors.acme;
import static dev.byok.providers.http.TestVendors.credential;
import static dev.byok.providers.http.TestVendors.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.spec.Hosts;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Endpoint;
import dev.byok.spi.Maturity;
import dev.byok.spi.ProviderCredential;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {

    private static final VendorSpec VENDOR = TestVendors.at("https://api.acme.com/v1");
    private static final VendorSpec PER_CALL = acme().endpointPerCall().build();

    private final Urls urls = new Urls(EndpointPolicy.publicHttps().allowOrigin("http://localhost:11434"));

    @Test
    void asksARetiredServiceAtTheCustomersBaseUrlOnly() {
        VendorSpec retired = acme().baseUrl("https://api.acme.com/v1")
                .maturity(Maturity.RETIRED, "2026-10-01: ended.")
                .build();

        ByokException e = failure(() -> urls.resolve(retired, credential(KEY).build(), HttpCall.get("models")));

        assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(e).hasMessageContaining("Acme has ended this service");
        assertThat(urls.resolve(retired, withBaseUrl("https://proxy.example.com/v1"), HttpCall.get("models"))
                        .url())
                .hasToString("https://proxy.example.com/v1/models");
    }

    @Test
    void sendsToTheVendorWithoutAGuard() {
        Urls.Resolved resolved =
                urls.resolve(VENDOR, credential(KEY).build(), HttpCall.get("chat/completions?beta=true"));

        assertThat(resolved.url()).hasToString("https://api.acme.com/v1/chat/completions?beta=true");
        assertThat(resolved.reach()).isEqualTo(Reach.ANY);
    }

    @Test
    void sendsToTheCustomersEndpointWithAGuard() {
        Urls.Resolved resolved =
                urls.resolve(VENDOR, withBaseUrl("https://PROXY.example.com/acme/"), HttpCall.get("models"));

        assertThat(resolved.url()).hasToString("https://proxy.example.com/acme/models");
        assertThat(resolved.reach()).isEqualTo(Reach.PUBLIC);
    }

    @Test
    void sendsToAListedOriginWithAGuardThatAllowsPrivateAddresses() {
        Urls.Resolved resolved = urls.resolve(VENDOR, withBaseUrl("http://localhost:11434/v1"), HttpCall.get("models"));

        assertThat(resolved.url()).hasToString("http://localhost:11434/v1/models");
        assertThat(resolved.reach()).isEqualTo(Reach.LISTED);
    }

    // what is remembered of one must not decide for the other: the guard, and whether the policy was asked
    @Test
    void tellsAVendorsUrlFromTheSameUrlThatACustomerChose() {
        VendorSpec local = TestVendors.at("http://127.0.0.1:8000/v1");
        ProviderCredential chosen = withBaseUrl("https://api.acme.com/v1");

        for (int i = 0; i < 2; i++) {
            assertThat(urls.resolve(VENDOR, chosen, HttpCall.get("models")).reach())
                    .isEqualTo(Reach.PUBLIC);
            assertThat(urls.resolve(VENDOR, credential(KEY).build(), HttpCall.get("models"))
                            .reach())
                    .isEqualTo(Reach.ANY);
            assertThat(urls.resolve(local, credential(KEY).build(), HttpCall.get("models"))
                            .reach())
                    .isEqualTo(Reach.ANY);
            assertRefused(() -> urls.resolve(VENDOR, withBaseUrl("http://127.0.0.1:8000/v1"), HttpCall.get("models")));
            assertRefused(() ->
                    urls.resolve(PER_CALL, withCallUrl("http://127.0.0.1:8000/v1/models"), HttpCall.get("models")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "../admin",
                "../v1/../admin",
                "../v1x/models",
                "../v1.evil/models",
                "models/..",
                "models/.",
                "models/./x",
                "models/../../admin",
                "models/../admin",
                "models/%2e%2e/admin",
                "models/%2E./%2e%2E",
                "models\\..\\..\\admin",
                "models/a b",
                "models/\u00fc",
                "models#x",
                "models\n/x"
            })
    void keepsEveryPathBelowItsBase(String path) {
        for (ProviderCredential credential :
                new ProviderCredential[] {credential(KEY).build(), withBaseUrl("https://proxy.example.com/v1")}) {
            ByokException e = failure(() -> urls.resolve(VENDOR, credential, HttpCall.get(path)));

            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models/accounts/fireworks/models/llama-v3",
                "models/gemini-2.0-flash:streamGenerateContent?alt=sse",
                "models/anthropic.claude-3%3A0/invoke",
                "models/...",
                "models/a..b",
                "models/@cf/meta/llama+1~x,y;z=1",
                "models/"
            })
    void sendsAnEncodedPathAsItIs(String path) {
        assertThat(urls.resolve(VENDOR, credential(KEY).build(), HttpCall.get(path))
                        .url())
                .hasToString("https://api.acme.com/v1/" + path);
    }

    @ParameterizedTest
    @CsvSource({
        "https://llm.example.com, https://llm.example.com/",
        "https://llm.example.com/, https://llm.example.com/",
        "https://llm.example.com/v1/chat, https://llm.example.com/v1/chat",
        "https://llm.example.com/v1/chat/, https://llm.example.com/v1/chat/",
        "https://LLM.example.com:443/v1/Chat, https://llm.example.com/v1/Chat",
        "https://llm.example.com/chat?sig=a%2Fb%3D&x=1, https://llm.example.com/chat?sig=a%2Fb%3D&x=1",
        "https://llm.example.com/chat/?sig=a, https://llm.example.com/chat/?sig=a",
        "https://llm.example.com?sig=a, https://llm.example.com/?sig=a",
        "http://localhost:11434/v1/chat, http://localhost:11434/v1/chat"
    })
    void usesTheUrlOfACallAsItIs(String callUrl, String sent) {
        assertThat(urls.resolve(PER_CALL, withCallUrl(callUrl), HttpCall.get("chat/completions"))
                        .url())
                .hasToString(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "http://llm.example.com/chat",
                "https://127.0.0.1/chat",
                "https://localhost/chat",
                "https://user@llm.example.com/chat",
                "https://llm.example.com/chat#x",
                "https://llm.example.com/chat?a#x",
                "https://llm.example.com/chat?a b",
                "https://llm.example.com/chat?a\r\nb",
                "https://llm.example.com/../chat",
                "https://evil.com?@llm.example.com/chat/../x y",
                "http://localhost:11435/v1/chat"
            })
    void refusesUrlsOfCallsThatThePolicyRefuses(String callUrl) {
        assertRefused(() -> urls.resolve(PER_CALL, withCallUrl(callUrl), HttpCall.get("chat/completions")));
    }

    @Test
    void refusesASocketUrlForRequests() {
        assertRefused(() -> urls.resolve(PER_CALL, withCallUrl("wss://stt.example.com/v1"), HttpCall.get("")));
        assertRefused(() -> urls.resolve(VENDOR, withBaseUrl("wss://stt.example.com/v1"), HttpCall.get("models")));
    }

    @Test
    void refusesTheUrlOfACallForVendorsWithTheirOwn() {
        ByokException e =
                failure(() -> urls.resolve(VENDOR, withCallUrl("https://llm.example.com/chat"), HttpCall.get("chat")));

        assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(e.summary()).doesNotContain("llm.example.com");
    }

    @Test
    void missesAUrlThatNobodyGave() {
        ByokException e = failure(() -> urls.resolve(PER_CALL, credential(KEY).build(), HttpCall.get("chat")));

        assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(e.hint()).isPresent();
    }

    @Test
    void tellsTheEndpointThatACredentialIsBoundTo() {
        assertThat(urls.endpoint(VENDOR, Map.of()))
                .isEqualTo(new Endpoint("https://api.acme.com", "https://api.acme.com/v1", false));
        assertThat(urls.endpoint(VENDOR, Map.of("base_url", "https://PROXY.example.com:443/v1/")))
                .isEqualTo(new Endpoint("https://proxy.example.com", "https://proxy.example.com/v1", true));
        assertThat(urls.endpoint(VENDOR, Map.of("base_url", "http://localhost:11434")))
                .isEqualTo(new Endpoint("http://localhost:11434", "http://localhost:11434", true));
        assertThat(urls.endpoint(PER_CALL, Map.of())).isEqualTo(Endpoint.perCall());
        assertRefused(() -> urls.endpoint(VENDOR, Map.of("base_url", "http://proxy.example.com/v1")));
    }

    @Test
    void leavesTheEndOfTheBaseAwayForAPathBesideIt() {
        HttpCall account = HttpCall.get("account/key").outside("/v1");

        assertThat(urls.resolve(VENDOR, credential(KEY).build(), account).url())
                .hasToString("https://api.acme.com/account/key");
        assertThat(urls.resolve(VENDOR, withBaseUrl("https://proxy.example.com/acme/v1"), account)
                        .url())
                .hasToString("https://proxy.example.com/acme/account/key");
        assertThat(urls.resolve(VENDOR, withBaseUrl("https://proxy.example.com/acme"), account)
                        .url())
                .hasToString("https://proxy.example.com/acme/account/key");
        assertThat(urls.resolve(VENDOR, withBaseUrl("https://proxy.example.com/acme"), account)
                        .reach())
                .isEqualTo(Reach.PUBLIC);
        assertThat(failure(() -> urls.resolve(
                                VENDOR,
                                credential(KEY).build(),
                                HttpCall.get("../x").outside("/v1")))
                        .code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void sendsToAFurtherHostOfTheVendor() {
        VendorSpec vendor = acme().baseUrl("https://api.acme.com/v1")
                .host("files", Hosts.at("https://files.acme.com/v2"))
                .build();
        HttpCall upload = HttpCall.get("upload").on("files");

        assertThat(urls.resolve(vendor, credential(KEY).build(), upload).url())
                .hasToString("https://files.acme.com/v2/upload");
        assertThat(urls.resolve(vendor, credential(KEY).build(), upload.outside("/v2"))
                        .url())
                .hasToString("https://files.acme.com/upload");
        assertThat(urls.resolve(vendor, credential(KEY).build(), HttpCall.get("upload"))
                        .url())
                .hasToString("https://api.acme.com/v1/upload");
    }

    // the key was entered for that place, and goes nowhere else
    @Test
    void sendsEverythingToTheCustomersBaseUrlWhenThereIsOne() {
        VendorSpec vendor = acme().baseUrl("https://api.acme.com/v1")
                .host("files", Hosts.at("https://files.acme.com"))
                .build();

        Urls.Resolved resolved = urls.resolve(
                vendor,
                withBaseUrl("https://proxy.example.com/v1"),
                HttpCall.get("upload").on("files"));

        assertThat(resolved.url()).hasToString("https://proxy.example.com/v1/upload");
        assertThat(resolved.reach()).isEqualTo(Reach.PUBLIC);
    }

    @Test
    void sendsWhereTheFieldsOfTheCredentialSay() {
        VendorSpec vendor = acme().hosts(
                        Hosts.within(List.of("acme.com"), fields -> "https://" + fields.get("region") + ".acme.com/v1"))
                .build();
        ProviderCredential evil =
                credential(KEY).fields(Map.of("region", "evil.example/#")).build();

        assertThat(urls.resolve(
                                vendor,
                                credential(KEY).fields(Map.of("region", "eu")).build(),
                                HttpCall.get("models"))
                        .url())
                .hasToString("https://eu.acme.com/v1/models");
        assertThat(urls.endpoint(vendor, Map.of("region", "eu")))
                .isEqualTo(new Endpoint("https://eu.acme.com", "https://eu.acme.com/v1", false));
        assertRefused(() -> urls.resolve(vendor, evil, HttpCall.get("models")));
        assertRefused(() -> urls.endpoint(vendor, evil.fields()));
    }

    @Test
    void fetchesFilesFromTheVendorsDomainsAndTheCustomersEndpointOnly() {
        Target target = new Target(VENDOR, credential(KEY).build());
        Target own = new Target(VENDOR, withBaseUrl("http://localhost:11434/v1"));
        List<String> domains = List.of("acme.com");

        assertThat(urls.file(target, "https://cdn.acme.com/a.mp3?sig=1", domains)
                        .reach())
                .isEqualTo(Reach.PUBLIC);
        assertThat(urls.file(own, "http://localhost:11434/a.mp3", domains).reach())
                .isEqualTo(Reach.LISTED);
        for (String elsewhere : List.of(
                "http://cdn.acme.com/a.mp3",
                "https://cdn.acme.com:8443/a.mp3",
                "https://cdn.acme.com@evil.example.com/a.mp3",
                "https://user@cdn.acme.com/a.mp3",
                "https://evilacme.com/a.mp3",
                "https://acme.com.evil.example.com/a.mp3",
                "https://169.254.169.254/latest",
                "http://localhost:11435/a.mp3",
                "file:///etc/passwd",
                "")) {
            for (Target whoever : List.of(target, own)) {
                assertThat(failure(() -> urls.file(whoever, elsewhere, domains)).code())
                        .as(elsewhere)
                        .isEqualTo(ErrorCode.BAD_RESPONSE);
            }
        }
    }

    @Test
    void opensSessionsAtTheHostThatWasAskedOrBesideItOnly() {
        Target target = new Target(VENDOR, credential(KEY).build());
        Target own = new Target(VENDOR, withBaseUrl("https://proxy.example.com/v1"));
        Urls.Resolved asked = urls.resolve(VENDOR, target.credential(), HttpCall.get("live"));
        Urls.Resolved ownAsked = urls.resolve(VENDOR, own.credential(), HttpCall.get("live"));

        assertThat(urls.socketAt(target, "wss://api-eu.acme.com/live?token=x", asked)
                        .url()
                        .host())
                .isEqualTo("api-eu.acme.com");
        assertThat(urls.socketAt(own, "wss://proxy.example.com/live", ownAsked).reach())
                .isEqualTo(Reach.PUBLIC);
        for (String elsewhere : List.of(
                "ws://api.acme.com/live",
                "wss://api.acme.com:8443/live",
                "wss://evil.example.com/live",
                "wss://169.254.169.254/live",
                "wss://acme.com.evil.example.com/live",
                "nonsense")) {
            assertThat(failure(() -> urls.socketAt(target, elsewhere, asked)).code())
                    .as(elsewhere)
                    .isEqualTo(ErrorCode.BAD_RESPONSE);
        }
        assertThat(failure(() -> urls.socketAt(own, "wss://other.example.com/live", ownAsked))
                        .code())
                .isEqualTo(ErrorCode.BAD_RESPONSE);
    }

    private static ProviderCredential withBaseUrl(String url) {
        return credential(KEY).fields(Map.of("base_url", url)).build();
    }

    private static ProviderCredential withCallUrl(String url) {
        return credential(KEY).callUrl(url).build();
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThat(failure(call).code()).isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
    }
}
