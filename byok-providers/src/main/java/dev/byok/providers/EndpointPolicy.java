package dev.byok.providers;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
            Pattern.compile("(?i)(https?|wss?)://([a-z0-9.-]{1,253})(?::([0-9]{0,5}))?(/[^\\s]*)?");
    private static final Pattern HOST =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
    // a name below one of these is answered for by the network it is asked in, or by nobody
    private static final Pattern PRIVATE_NAME = Pattern.compile(
            ".*\\.(?:localhost|localdomain|local|internal|lan|home|corp|intranet|private|svc|arpa|onion|alt|test|invalid"
                    + "|example)|metadata\\.goog");
    // clouds give credentials out there to whoever asks; nor is a model server at an address that is no host's
    private static final Pattern NEVER = Pattern.compile(
            "(?:0|169\\.254|22[4-9]|2[3-5][0-9])\\..*|168\\.63\\.129\\.16|100\\.100\\.100\\.200|192\\.0\\.0\\.192"
                    + "|metadata|metadata\\.goog|metadata\\.google\\.internal|instance-data|instance-data\\.ec2\\.internal");
    // no groups that repeat: matching them would take a part of the stack for every segment
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~%:@+=,/-]*");
    // written plainly or in hex: dot segments, slashes, backslashes, percent signs and control characters
    private static final Pattern TRICK =
            Pattern.compile("(?i).*(?:/\\.{1,2}(?:/.*)?|%(?:2e|2f|5c|25|[01][0-9a-f]|7f).*)");

    // what stands behind the path of a whole URL
    private static final Pattern QUERY = Pattern.compile("(?:\\?[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?");
    private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final int LONGEST_QUERY = 8192;

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
        Parts parts = Parts.of(origin);
        if (parts == null || !(parts.path().isEmpty() || parts.path().equals("/"))) {
            throw new IllegalArgumentException(
                    "an origin is scheme://host or scheme://host:port, for example http://127.0.0.1:11434");
        }
        if (NEVER.matcher(parts.host()).matches()) {
            throw new IllegalArgumentException("link-local, metadata and multicast addresses cannot be allowed");
        }
        Set<String> more = new LinkedHashSet<>(allowedOrigins);
        more.add(parts.origin());
        return new EndpointPolicy(more);
    }

    /**
     * {@return whether the operator listed the origin of this URL}
     *
     * @param url in the normal form that {@link #check} gives
     */
    public boolean isListed(String url) {
        Parts parts = Parts.of(url);
        return parts != null && allowedOrigins.contains(parts.origin());
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
        if (typed.isEmpty() || typed.length() > 2048) {
            throw refused("a base URL has 1 to 2048 characters");
        }
        Parts parts = Parts.of(typed);
        if (parts == null) {
            throw refused("a base URL is https://host/path, without user name, query, fragment or spaces");
        }
        String path = parts.path();
        if (!PATH.matcher(path).matches()
                || path.contains("//")
                || NO_ESCAPE.matcher(path).find()
                || TRICK.matcher(path).matches()) {
            throw refused(
                    "the path of a base URL has plain segments only: letters, digits, . _ ~ - : @ + = , and escapes as %20");
        }
        if (!allowedOrigins.contains(parts.origin())) {
            requirePublicHttps(parts);
        }
        return parts.origin() + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /**
     * Checks the whole URL of an endpoint, as it comes with a call, by the rules of {@link #check}. It is sent to the
     * letter, so it keeps its slash at the end, and it may have a query: use this also before such a URL is kept for
     * later calls. The query of a signed URL is as good as a key; who keeps one keeps it like a key.
     *
     * @param typed for example {@code https://llm.example.com/chat?signature=…}
     * @return the URL with scheme and host in lower case and without a default port
     * @throws ByokException {@code ENDPOINT_NOT_ALLOWED} with the rule that it breaks
     */
    public String checkCallUrl(String typed) {
        int end = typed.indexOf('?');
        String base = end < 0 ? typed : typed.substring(0, end);
        String query = end < 0 ? "" : typed.substring(end);
        String checked = check(base);
        if (query.length() > LONGEST_QUERY
                || !QUERY.matcher(query).matches()
                || NO_ESCAPE.matcher(query).find()) {
            throw ByokException.of(
                            ErrorCode.ENDPOINT_NOT_ALLOWED,
                            "This endpoint is not allowed: its query is too long or has characters that no URL has")
                    .hint("encode the query's values")
                    .build();
        }
        return checked + (base.endsWith("/") ? "/" : "") + query;
    }

    private static void requirePublicHttps(Parts parts) {
        if (!parts.isSecure()) {
            throw refused("only https:// and wss:// endpoints are allowed");
        }
        if (!HOST.matcher(parts.host()).matches()
                || PRIVATE_NAME.matcher(parts.host()).matches()) {
            throw refused("the host must be a public name, not an address and not a name of a private network");
        }
        if (parts.port() != 443) {
            throw refused("only the default port 443 is allowed");
        }
    }

    /**
     * {@return scheme, host and port of a URL in normal form}
     *
     * @param url in the normal form that {@link #check} gives
     */
    public static String originOf(String url) {
        Parts parts = Parts.of(url);
        if (parts == null) {
            throw refused("a base URL is https://host/path");
        }
        return parts.origin();
    }

    private static ByokException refused(String rule) {
        return ByokException.of(ErrorCode.ENDPOINT_NOT_ALLOWED, "This endpoint is not allowed: " + rule)
                .hint("enter a public https address; the operator of this application can allow others")
                .build();
    }

    /** A URL in pieces: scheme and host in lower case, the path as it was typed. */
    private record Parts(String scheme, String host, int port, String path) {

        static @Nullable Parts of(String url) {
            Matcher matcher = URL.matcher(url);
            if (!matcher.matches()) {
                return null;
            }
            String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
            String digits = matcher.group(3);
            int port = digits == null || digits.isEmpty() ? standardPort(scheme) : Integer.parseInt(digits);
            String path = matcher.group(4);
            return port < 1 || port > 65_535
                    ? null
                    : new Parts(scheme, matcher.group(2).toLowerCase(Locale.ROOT), port, path == null ? "" : path);
        }

        boolean isSecure() {
            return scheme.equals("https") || scheme.equals("wss");
        }

        String origin() {
            return scheme + "://" + host + (port == standardPort(scheme) ? "" : ":" + port);
        }

        private static int standardPort(String scheme) {
            return scheme.equals("https") || scheme.equals("wss") ? 443 : 80;
        }
    }
}
