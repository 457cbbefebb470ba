package dev.byok.providers.http;

import static dev.byok.providers.http.TestVendors.KEY;
import static dev.byok.providers.http.TestVendors.credential;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.VendorSpec;
import java.net.URI;
import okhttp3.HttpUrl;

/** What the policy lets pass means one thing to every parser: a public name, the port of https, a path below. */
class EndpointFuzzTest {

    private static final EndpointPolicy POLICY = EndpointPolicy.publicHttps();
    private static final Urls URLS = new Urls(POLICY);
    private static final VendorSpec VENDOR = TestVendors.at("https://api.acme.com/v1");

    @FuzzTest(maxDuration = "1m")
    void baseUrl(FuzzedDataProvider data) {
        String typed = data.consumeRemainingAsString();
        try {
            String normal = POLICY.check(typed);

            assertThat(POLICY.check(normal)).isEqualTo(normal);
            assertPublic(normal);
            assertThat(normal).doesNotContain("?", "#", "\\").doesNotEndWith("/");
        } catch (ByokException refused) {
            assertRefused(refused, typed);
        }
    }

    @FuzzTest(maxDuration = "1m")
    void callUrl(FuzzedDataProvider data) {
        String typed = data.consumeRemainingAsString();
        try {
            String sent = POLICY.checkCallUrl(typed);

            assertThat(POLICY.checkCallUrl(sent)).isEqualTo(sent);
            assertPublic(sent);
        } catch (ByokException refused) {
            assertRefused(refused, typed);
        }
    }

    @FuzzTest(maxDuration = "1m")
    void pathOfACall(FuzzedDataProvider data) {
        String path = data.consumeRemainingAsString();
        try {
            HttpUrl url = URLS.resolve(VENDOR, credential(KEY).build(), HttpCall.get(path))
                    .url();

            assertThat(url.host()).isEqualTo("api.acme.com");
            assertThat(url.pathSegments().get(0)).isEqualTo("v1");
            assertThat(url.encodedPath()).doesNotContain("/../", "/./");
            assertThat(URI.create(url.newBuilder().query(null).toString())
                            .normalize()
                            .getRawPath())
                    .startsWith("/v1");
        } catch (ByokException refused) {
            assertThat(refused.code()).isIn(ErrorCode.INVALID_REQUEST, ErrorCode.ENDPOINT_NOT_ALLOWED);
            assertThat(refused.getCause()).isNull();
        }
    }

    private static void assertPublic(String passed) {
        String http = passed.startsWith("wss:") ? "https:" + passed.substring(4) : passed;
        HttpUrl url = HttpUrl.get(http);
        URI uri = URI.create(http);
        assertThat(url.isHttps()).isTrue();
        assertThat(url.port()).isEqualTo(443);
        assertThat(url.host()).isEqualTo(uri.getHost()).matches("[a-z0-9.-]+\\.[a-z][a-z0-9-]*");
        assertThat(url.username() + url.password()).isEmpty();
        assertThat(url.fragment()).isNull();
        assertThat(url.encodedPath()).isEqualTo(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
    }

    private static void assertRefused(ByokException refused, String typed) {
        assertThat(refused.code()).isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
        assertThat(refused.getCause()).isNull();
        // short texts are in any sentence by chance
        if (typed.strip().length() > 12) {
            assertThat(refused.getMessage() + refused.hint()).doesNotContain(typed.strip());
        }
    }
}
