package dev.byok.providers;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which endpoints customers may choose. Vendors' own hosts are not subject to it.
 *
 * <p>Without further word only {@code https} URLs with a public host name and the default port pass, and when the
 * connection is made every address that the name resolves to must be public. The operator of an application, never a
 * customer, may list exact origins that are allowed besides, for example a model server in the same network.
 *
 * <p>Immutable and thread-safe.
 */
public final class EndpointPolicy {

    // deliberately strict, and the only parser of such URLs: what passes means the same to every other parser
    private static final Pattern URL =
            Pattern.compile("(?i)(https?|wss?)://([a-z0-9.-]{1,253})(?::([0-9]{1,5}))?(/[^\\s]*)?");
    private static final Pattern HOST =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)*/?");

    private static final EndpointPolicy PUBLIC_HTTPS = new EndpointPolicy(Set.of());

    private final Set<String> allowedOrigins;

    private EndpointPolicy(Set<String> allowedOrigins) {
        this.allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** {@return the policy that allows public https endpoints only} */
    public static EndpointPolicy publicHttps() {
        return PUBLIC_HTTPS;
    }

    /**
     * {@return this policy with one more allowed origin}
     *
     * @param origin scheme, host and port as they will be typed, for example {@code http://127.0.0.1:11434}; no
     *     credentials, no path
     * @throws IllegalArgumentException when it is not an origin
     */
    public EndpointPolicy allowOrigin(String origin) {
        Matcher url = URL.matcher(origin);
        if (!url.matches() || (url.group(4) != null && !url.group(4).equals("/"))) {
            throw new IllegalArgumentException(
                    "an origin is scheme://host or scheme://host:port, for example http://127.0.0.1:11434");
        }
        Set<String> more = new LinkedHashSet<>(allowedOrigins);
        more.add(origin(url));
        return new EndpointPolicy(more);
    }

    /**
     * {@return whether the operator listed the origin of this URL}
     *
     * @param url in the normal form that {@link #check} gives
     */
    public boolean isListed(String url) {
        Matcher parts = URL.matcher(url);
        return parts.matches() && allowedOrigins.contains(origin(parts));
    }

    /**
     * Checks a URL that a customer typed, before anything is stored or sent. Whether its host resolves to public
     * addresses is checked when the connection is made.
     *
     * @param typed for example {@code https://proxy.example.com/v1}
     * @return the normal form: scheme and host in lower case, no default port, no slash at the end
     * @throws ByokException {@code ENDPOINT_NOT_ALLOWED} with the rule that it breaks
     */
    public String check(String typed) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > 2048) {
            throw refused("a base URL has 1 to 2048 characters");
        }
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw refused("a base URL is https://host/path, without user name, query, fragment or spaces");
        }
        String path = url.group(4) == null ? "" : url.group(4);
        if (!PATH.matcher(path).matches()
                || path.contains("/./")
                || path.contains("/../")
                || path.matches(".*/\\.{1,2}")) {
            throw refused("the path of a base URL has plain segments only: letters, digits and . _ ~ -");
        }
        String origin = origin(url);
        if (!allowedOrigins.contains(origin)) {
            requirePublicHttps(url);
        }
        return origin + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    private static void requirePublicHttps(Matcher url) {
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("wss")) {
            throw refused("only https:// and wss:// endpoints are allowed");
        }
        String host = url.group(2).toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()
                || host.endsWith(".localhost")
                || host.endsWith(".local")
                || host.endsWith(".internal")) {
            throw refused("the host must be a public name, not an address and not a name of a private network");
        }
        if (url.group(3) != null && Integer.parseInt(url.group(3)) != 443) {
            throw refused("only the default port 443 is allowed");
        }
    }

    private static String origin(Matcher url) {
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        String port = url.group(3);
        boolean secure = scheme.equals("https") || scheme.equals("wss");
        boolean standard = port == null || port.equals(secure ? "443" : "80");
        return scheme + "://" + url.group(2).toLowerCase(Locale.ROOT) + (standard ? "" : ":" + port);
    }

    /**
     * {@return scheme, host and port of a URL in normal form}
     *
     * @param url in the normal form that {@link #check} gives
     */
    public static String originOf(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw refused("a base URL is https://host/path");
        }
        return origin(parts);
    }

    private static ByokException refused(String rule) {
        return ByokException.of(ErrorCode.ENDPOINT_NOT_ALLOWED, "This endpoint is not allowed: " + rule)
                .hint("enter a public https address; the operator of this application can allow others")
                .build();
    }
}
