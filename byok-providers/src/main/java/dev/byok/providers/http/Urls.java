package dev.byok.providers.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Where requests go: the vendor's own host, or an endpoint that a customer chose and the policy allows. */
public final class Urls {

    private static final int BOUND = 2_000;
    private static final int HTTPS = 443;
    // RFC 3986, section 3.3; the HTTP client takes some characters more
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@/%-]*");
    private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final EndpointPolicy policy;
    private final Cache<Wanted, Resolved> resolved = bounded();
    private final Cache<String, Endpoint> chosen = bounded();

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
     * @param reach which addresses its host may have
     */
    record Resolved(HttpUrl url, Reach reach) {}

    // a customer who chooses a vendor's own URL gets an entry of his own: his is guarded, and passes by no proxy
    private record Wanted(String url, boolean chosen, boolean socket) {}

    /**
     * {@return where a credential with these fields is sent}
     *
     * @param vendor the vendor
     * @param fields the values of the fields that are not secret
     */
    public Endpoint endpoint(VendorSpec vendor, Map<String, String> fields) {
        String own = fields.get(VendorSpec.BASE_URL);
        if (own != null) {
            return chosen.get(own, this::check);
        }
        Hosts hosts = vendor.hosts();
        if (hosts != null) {
            String base = hosts.of(fields);
            return new Endpoint(EndpointPolicy.originOf(base), base, false);
        }
        if (vendor.endpointPerCall()) {
            return Endpoint.perCall();
        }
        throw new IllegalStateException(vendor.info().id() + " has neither a base URL nor endpoints per call");
    }

    private Endpoint check(String own) {
        String base = policy.check(own);
        return new Endpoint(EndpointPolicy.originOf(base), base, true);
    }

    Resolved resolve(VendorSpec vendor, ProviderCredential credential, HttpCall call) {
        return resolve(vendor, credential, call, false);
    }

    /** Where a WebSocket is opened: endpoints may be written with wss:// as well, and must be where calls bring them. */
    Resolved resolveSocket(VendorSpec vendor, ProviderCredential credential, HttpCall call) {
        if (vendor.endpointPerCall()) {
            String url = credential.callUrl().orElse(credential.fields().get(VendorSpec.BASE_URL));
            if (url != null && !url.regionMatches(true, 0, "ws", 0, 2)) {
                throw ByokException.of(
                                ErrorCode.ENDPOINT_NOT_ALLOWED, "This endpoint is not allowed: it is no wss:// URL")
                        .provider(vendor.info().id())
                        .hint("enter an endpoint that begins with wss://")
                        .build();
            }
        }
        return resolve(vendor, credential, call, true);
    }

    /** Where a vendor put a WebSocket: at the host that was asked, or beside it. */
    Resolved socketAt(Target target, String url, Resolved asked) {
        HttpUrl parsed = HttpUrl.parse(asHttp(url));
        if (parsed == null
                || parsed.port() != asked.url().port()
                || !parsed.scheme().equals(asked.url().scheme())
                || !parsed.username().isEmpty()
                || !isAllowed(parsed.host(), asked)) {
            throw ByokException.of(
                            ErrorCode.BAD_RESPONSE,
                            target.vendor().info().name() + " put the session where none is opened")
                    .provider(target.vendor().info().id())
                    .credentialId(target.credential().id().orElse(null))
                    .hint("sessions are opened at the vendor's own hosts only")
                    .build();
        }
        return new Resolved(parsed, asked.reach());
    }

    // api.example.com may lead to api-eu.example.com, but example.com not to other.com; and an endpoint that a customer
    // chose to itself alone
    private static boolean isAllowed(String host, Resolved resolved) {
        String asked = resolved.url().host();
        if (resolved.reach() != Reach.ANY) {
            return host.equals(asked);
        }
        int dot = asked.indexOf('.');
        boolean name = asked.chars().anyMatch(Character::isLetter) && dot != asked.lastIndexOf('.');
        return host.equals(asked) || (name && host.endsWith(asked.substring(dot)));
    }

    private static String asHttp(String url) {
        return url.regionMatches(true, 0, "ws", 0, 2) ? "http" + url.substring(2) : url;
    }

    private Resolved resolve(VendorSpec vendor, ProviderCredential credential, HttpCall call, boolean socket) {
        try {
            return find(vendor, credential, call, socket);
        } catch (ByokException e) {
            // hosts and policies do not know whose they are
            throw e.toBuilder()
                    .provider(vendor.info().id())
                    .credentialId(credential.id().orElse(null))
                    .build();
        }
    }

    private Resolved find(VendorSpec vendor, ProviderCredential credential, HttpCall call, boolean socket) {
        Optional<String> callUrl = credential.callUrl();
        if (callUrl.isPresent()) {
            if (!vendor.endpointPerCall()) {
                throw refused(
                        vendor,
                        "does not take the endpoint from the call",
                        "leave the call's endpoint away, or connect a credential with a base URL");
            }
            return verbatim(callUrl.get(), socket);
        }
        String own = credential.fields().get(VendorSpec.BASE_URL);
        if (own != null) {
            return join(own, call, true, socket);
        }
        Hosts hosts = call.place().host().isEmpty()
                ? vendor.hosts()
                : vendor.host(call.place().host());
        if (vendor.info().maturity() == Maturity.RETIRED) {
            throw refused(
                    vendor,
                    "has ended this service",
                    "choose another vendor, or store the base URL of a server that took over");
        }
        if (hosts == null) {
            throw refused(
                    vendor,
                    "needs the URL of the endpoint, and this call has none",
                    "give the call an endpoint, or store a base URL with the credential");
        }
        return join(hosts.of(credential.fields()), call, false, socket);
    }

    /** Where a vendor put a file: at one of its own hosts, or at the endpoint of the credential. */
    Resolved file(Target target, String url, List<String> domains) {
        HttpUrl parsed = HttpUrl.parse(url);
        String own = target.credential().fields().get(VendorSpec.BASE_URL);
        if (parsed != null && own != null && isAt(parsed, policy.check(own))) {
            return new Resolved(parsed, policy.isListed(own) ? Reach.LISTED : Reach.PUBLIC);
        }
        if (parsed == null
                || !parsed.isHttps()
                || parsed.port() != HTTPS
                || !parsed.username().isEmpty()
                || domains.stream().noneMatch(domain -> isWithin(parsed.host(), domain))) {
            throw ByokException.of(
                            ErrorCode.BAD_RESPONSE,
                            target.vendor().info().name() + " put the audio where it is not fetched from")
                    .provider(target.vendor().info().id())
                    .credentialId(target.credential().id().orElse(null))
                    .hint("audio is fetched from the vendor's own hosts only")
                    .build();
        }
        return new Resolved(parsed, Reach.PUBLIC);
    }

    private static boolean isAt(HttpUrl url, String base) {
        HttpUrl origin = HttpUrl.parse(EndpointPolicy.originOf(base));
        return origin != null
                && url.scheme().equals(origin.scheme())
                && url.host().equals(origin.host())
                && url.port() == origin.port();
    }

    private static boolean isWithin(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static ByokException refused(VendorSpec vendor, String what, String hint) {
        return ByokException.of(ErrorCode.CONFIGURATION, vendor.info().name() + " " + what)
                .hint(hint)
                .build();
    }

    private Resolved join(String whole, HttpCall call, boolean chosen, boolean socket) {
        String outside = call.place().outside();
        String base = !outside.isEmpty() && whole.endsWith(outside)
                ? whole.substring(0, whole.length() - outside.length())
                : whole;
        // a call without a path is for the base URL to the letter
        String path = call.path().isEmpty() ? "" : "/" + call.path();
        Wanted wanted = new Wanted(base + path, chosen, socket);
        Resolved known = resolved.getIfPresent(wanted);
        if (known != null) {
            return known;
        }
        String checked = chosen ? policy.check(base) : base;
        Resolved result = resolve(checked, checked + path, chosen, socket);
        resolved.put(wanted, result);
        return result;
    }

    // not kept: the query of a signed URL is as good as a key
    private Resolved verbatim(String callUrl, boolean socket) {
        String whole = policy.checkCallUrl(callUrl);
        String base = withoutQuery(whole);
        return resolve(base.endsWith("/") ? base.substring(0, base.length() - 1) : base, whole, true, socket);
    }

    private Resolved resolve(String typed, String all, boolean chosen, boolean socket) {
        String checked = socket ? asHttp(typed) : typed;
        String whole = socket ? asHttp(all) : all;
        HttpUrl url = HttpUrl.parse(whole);
        if (url == null) {
            throw ByokException.of(ErrorCode.ENDPOINT_NOT_ALLOWED, "This endpoint is not allowed: it is no https URL")
                    .hint("enter an endpoint that begins with https://")
                    .build();
        }
        // two parsers must agree on host, port and path, so no path climbs out of its base
        if (url.fragment() != null
                || NO_ESCAPE.matcher(whole).find()
                || !PATH.matcher(url.encodedPath()).matches()
                || !withoutQuery(url.toString()).equals(withSlash(withoutQuery(whole), checked))) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "the path of the request leaves the endpoint")
                    .hint(
                            "check the model id: it may not hold dot segments, blanks or other characters that no path has")
                    .build();
        }
        if (!chosen) {
            return new Resolved(url, Reach.ANY);
        }
        return new Resolved(url, policy.isListed(typed) ? Reach.LISTED : Reach.PUBLIC);
    }

    private static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    // a host alone has the path "/"
    private static String withSlash(String url, String checked) {
        return url.equals(checked) && checked.equals(EndpointPolicy.originOf(checked)) ? url + "/" : url;
    }

    private static <K, V> Cache<K, V> bounded() {
        // evicting on the caller's thread takes microseconds, and the common pool is the application's
        return Caffeine.newBuilder().maximumSize(BOUND).executor(Runnable::run).build();
    }
}
