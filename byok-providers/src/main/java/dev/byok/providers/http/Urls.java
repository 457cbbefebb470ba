package dev.byok.providers.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Endpoint;
import dev.byok.spi.ProviderCredential;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Where requests go: the vendor's own host, or an endpoint that a customer chose and the policy allows. */
public final class Urls {

    private static final int BOUND = 2_000;

    private final EndpointPolicy policy;
    private final Cache<String, Resolved> resolved =
            Caffeine.newBuilder().maximumSize(BOUND).build();

    /**
     * Makes one.
     *
     * @param policy which endpoints customers may choose
     */
    public Urls(EndpointPolicy policy) {
        this.policy = policy;
    }

    /**
     * A URL and how to connect to it.
     *
     * @param url the whole URL
     * @param guarded whether a customer chose the host, and the operator did not list it
     */
    record Resolved(HttpUrl url, boolean guarded) {}

    /**
     * {@return where a credential with these fields is sent}
     *
     * @param vendor the vendor
     * @param fields the values of the fields that are not secret
     */
    public Endpoint endpoint(VendorSpec vendor, Map<String, String> fields) {
        String own = fields.get(VendorSpec.BASE_URL);
        if (own != null) {
            String base = policy.check(own);
            return new Endpoint(EndpointPolicy.originOf(base), base, true);
        }
        Optional<String> base = vendor.info().baseUrl();
        if (base.isPresent()) {
            return new Endpoint(EndpointPolicy.originOf(base.get()), base.get(), false);
        }
        if (vendor.endpointPerCall()) {
            return Endpoint.perCall();
        }
        throw new IllegalStateException(vendor.info().id() + " has neither a base URL nor endpoints per call");
    }

    Resolved resolve(VendorSpec vendor, ProviderCredential credential, String path) {
        Optional<String> callUrl = credential.callUrl();
        if (callUrl.isPresent()) {
            if (!vendor.endpointPerCall()) {
                throw refused(
                        vendor,
                        "does not take the endpoint from the call",
                        "leave the call's endpoint away, or connect a credential with a base URL");
            }
            return join(callUrl.get(), "", true);
        }
        String own = credential.fields().get(VendorSpec.BASE_URL);
        if (own != null) {
            return join(own, path, true);
        }
        return join(
                vendor.info()
                        .baseUrl()
                        .orElseThrow(() -> refused(
                                vendor,
                                "needs the URL of the endpoint, and this call has none",
                                "give the call an endpoint, or store a base URL with the credential")),
                path,
                false);
    }

    private static ByokException refused(VendorSpec vendor, String what, String hint) {
        return ByokException.of(ErrorCode.CONFIGURATION, vendor.info().name() + " " + what)
                .provider(vendor.info().id())
                .hint(hint)
                .build();
    }

    private Resolved join(String base, String path, boolean chosen) {
        String whole = path.isEmpty() ? base : base + "/" + path;
        Resolved known = resolved.getIfPresent(whole);
        if (known != null) {
            return known;
        }
        String checked = chosen ? policy.check(base) : base;
        HttpUrl url = HttpUrl.parse(path.isEmpty() ? checked : checked + "/" + path);
        HttpUrl root = HttpUrl.parse(checked);
        // two parsers must agree on the host, and no path may climb out of the base
        if (url == null
                || root == null
                || !checked.startsWith(root.scheme() + "://" + root.host())
                || !url.encodedPath().startsWith(root.encodedPath())) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "the path of the request leaves the endpoint")
                    .hint("check the model id: it may not hold empty or dot segments")
                    .build();
        }
        Resolved result = new Resolved(url, chosen && !policy.isListed(checked));
        resolved.put(whole, result);
        return result;
    }
}
