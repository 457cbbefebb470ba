package dev.byok.providers.spec;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a vendor is: at one base URL, or at one that fields of the credential decide, such as a region. Such a field is
 * URL material, so what comes out is held against the vendor's own domains: no value leads to another host.
 */
public final class Hosts {

    // stricter than any URL parser, so that all of them agree on the host
    private static final Pattern URL =
            Pattern.compile("https://((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,24})(?:/[A-Za-z0-9._~-]+)*");

    private final boolean decided;
    private final @Nullable String standard;
    private final List<String> domains;
    private final Function<Map<String, String>, String> baseUrl;

    private Hosts(
            boolean decided,
            @Nullable String standard,
            List<String> domains,
            Function<Map<String, String>, String> baseUrl) {
        this.decided = decided;
        this.standard = standard;
        this.domains = domains;
        this.baseUrl = baseUrl;
    }

    /**
     * {@return one place}
     *
     * @param url https, without a trailing slash
     */
    public static Hosts at(String url) {
        return new Hosts(false, url, List.of(), fields -> url);
    }

    /**
     * {@return a place for each choice}
     *
     * @param field a choice; when it is not set, the first place is taken
     * @param urlByChoice base URLs, in the order of the choices
     */
    public static Hosts byChoice(String field, Map<String, String> urlByChoice) {
        String first = urlByChoice.values().iterator().next();
        return new Hosts(true, first, List.of(), fields -> {
            String choice = fields.get(field);
            String url = choice == null ? first : urlByChoice.get(choice);
            if (url == null) {
                throw refused();
            }
            return url;
        });
    }

    /**
     * {@return places that fields decide}
     *
     * @param domains the vendor's: every host is one of them or ends in {@code .} and one of them
     * @param baseUrl makes the base URL of the fields
     */
    public static Hosts within(List<String> domains, Function<Map<String, String>, String> baseUrl) {
        return new Hosts(true, null, List.copyOf(domains), baseUrl);
    }

    /** {@return these places, of which fields choose one, and the same one is always taken when no field is set} */
    public Hosts withStandard() {
        return new Hosts(decided, of(Map.of()), domains, baseUrl);
    }

    /** {@return whether it depends on fields} */
    public boolean isDecidedByFields() {
        return decided;
    }

    /** {@return the base URL when no field is set; absent when it takes a field to know one} */
    public Optional<String> standard() {
        return Optional.ofNullable(standard);
    }

    /**
     * {@return the base URL for a credential}
     *
     * @param fields its fields that are not secret
     * @throws ByokException {@code ENDPOINT_NOT_ALLOWED} when they would lead elsewhere
     */
    public String of(Map<String, String> fields) {
        String url = baseUrl.apply(fields);
        if (!domains.isEmpty()) {
            Matcher matcher = URL.matcher(url);
            if (!matcher.matches() || domains.stream().noneMatch(domain -> isWithin(matcher.group(1), domain))) {
                throw refused();
            }
        }
        return url;
    }

    private static boolean isWithin(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static ByokException refused() {
        return ByokException.of(
                        ErrorCode.ENDPOINT_NOT_ALLOWED,
                        "This endpoint is not allowed: the fields of the credential do not make a host of the vendor's")
                .hint("check the fields that name a resource, a region or a project")
                .build();
    }
}
