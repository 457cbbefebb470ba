package dev.byok.providers.http;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.FieldFault;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.internal.field.CustomHeaders;
import dev.byok.internal.field.MalformedField;
import dev.byok.providers.http.aws.SigV4;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.ProviderCredential;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Puts a credential's secrets into a request: the key where the vendor's {@link Auth} says, and a customer's headers. */
public final class Signer {

    // letters, digits and what no server reads as anything else
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9:_-]+");

    private Signer() {}

    /** Signs a request that has everything else already. */
    static void sign(Request.Builder request, HttpUrl url, HttpCall call, Target target, Instant now) {
        ProviderCredential credential = target.credential();
        Auth auth = chosen(target.vendor().auth(), credential);
        if (auth instanceof Auth.Header header) {
            sign(request, header, credential);
        } else if (auth instanceof Auth.AwsSigV4 aws) {
            sign(request, parts(url, call), aws, credential, now);
        } else if (auth instanceof Auth.GoogleServiceAccount account) {
            request.tag(ServiceAccountCall.class, ServiceAccounts.call(account, target));
        } else if (auth instanceof Auth.Path path) {
            request.url(withSegment(url, call, path, credential));
        }
    }

    // when the secrets of none are there, the first one says what is missing
    private static Auth chosen(Auth auth, ProviderCredential credential) {
        if (auth instanceof Auth.FirstOf several) {
            return several.kinds().stream()
                    .filter(kind -> kind.neededSecrets().stream().allMatch(field -> hasSecret(credential, field)))
                    .findFirst()
                    .orElse(several.kinds().get(0));
        }
        return auth;
    }

    private static boolean hasSecret(ProviderCredential credential, String field) {
        Secret secret = credential.secrets().get(field);
        return secret != null && !secret.isEmpty();
    }

    /** The URL with the secret's segment in front of the call's path. It is given to the request and to nobody else. */
    private static HttpUrl withSegment(HttpUrl url, HttpCall call, Auth.Path auth, ProviderCredential credential) {
        Secret secret = credential.secrets().get(auth.field());
        if (secret == null || secret.isEmpty()) {
            throw refused(credential, "the credential has no " + auth.field(), "enter the key again");
        }
        String value = reveal(secret, credential);
        // OkHttp would put a value that it refuses into its exception, and a server would read another path
        if (!SEGMENT.matcher(value).matches()) {
            throw refused(credential, "the field " + auth.field() + " cannot stand in a URL", "enter the key again");
        }
        String path = url.encodedPath();
        String own = call.path().split("\\?", 2)[0];
        if (!path.endsWith("/" + own)) {
            throw refused(credential, "the URL does not end in the path of the call", "leave the call's endpoint away");
        }
        int end = path.length() - own.length();
        return url.newBuilder()
                .encodedPath(path.substring(0, end) + auth.prefix() + value + "/" + path.substring(end))
                .build();
    }

    /**
     * Checks that the headers that a customer added are none of the vendor's own.
     *
     * @param vendor whose requests they are added to
     * @param credential a credential that is about to be saved
     * @throws ByokException {@code INVALID_FIELDS} when one is
     */
    public static void requireSendable(VendorSpec vendor, ProviderCredential credential) {
        Secret secret = credential.secrets().get(VendorSpec.CUSTOM_HEADERS);
        if (secret == null) {
            return;
        }
        for (String name : CustomHeaders.parse(reveal(secret, credential)).keySet()) {
            if (isTheVendors(name, vendor)) {
                String fault = VendorSpec.CUSTOM_HEADERS + " may not set a header that byok sets for "
                        + vendor.info().name();
                throw ByokException.of(ErrorCode.INVALID_FIELDS, fault)
                        .provider(vendor.info().id())
                        .faults(List.of(new FieldFault(VendorSpec.CUSTOM_HEADERS, FieldFault.Kind.MALFORMED, fault)))
                        .build();
            }
        }
    }

    /** Adds the headers that the customer stored with the key. They never replace one of the vendor's. */
    static void addCustom(Headers.Builder headers, HttpCall call, Target target) {
        ProviderCredential credential = target.credential();
        Secret secret = credential.secrets().get(VendorSpec.CUSTOM_HEADERS);
        if (secret == null) {
            return;
        }
        Map<String, String> custom;
        try {
            custom = CustomHeaders.parse(reveal(secret, credential));
        } catch (MalformedField e) {
            throw refused(credential, VendorSpec.CUSTOM_HEADERS + " " + e.fault(), "enter them again");
        }
        custom.forEach((name, value) -> {
            if (isTheVendors(name, target.vendor())
                    || call.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(name))) {
                throw refused(credential, "a custom header is one of the vendor's own", "enter them again");
            }
            headers.set(name, value);
        });
    }

    private static boolean isTheVendors(String name, VendorSpec vendor) {
        return "user-agent".equalsIgnoreCase(name)
                || vendor.headers().keySet().stream().anyMatch(name::equalsIgnoreCase)
                || vendor.fieldHeaders().values().stream().anyMatch(name::equalsIgnoreCase)
                || vendor.auth().headerNames().stream().anyMatch(name::equalsIgnoreCase);
    }

    private static void sign(Request.Builder request, Auth.Header header, ProviderCredential credential) {
        if (!header.required() && !hasSecret(credential, header.field())) {
            return;
        }
        String value = header.prefix() + reveal(secret(header.field(), credential), credential);
        requirePrintable(value, header.field(), credential);
        request.header(header.name(), value);
    }

    private static void sign(
            Request.Builder request, SigV4.Parts parts, Auth.AwsSigV4 aws, ProviderCredential credential, Instant now) {
        String id = field(aws.accessKeyId(), credential);
        SigV4.Scope scope = new SigV4.Scope(field(aws.region(), credential), aws.service());
        byte[] secret = bytes(secret(aws.secretAccessKey(), credential), credential);
        try (SigV4.Key key = new SigV4.Key(id, secret, sessionToken(aws.sessionToken(), credential))) {
            SigV4.sign(parts, key, scope, now).forEach(request::header);
        }
    }

    // an empty token is not the same as none: AWS takes it for a wrong one
    private static @Nullable String sessionToken(String field, ProviderCredential credential) {
        Secret secret = credential.secrets().get(field);
        String token = secret == null ? "" : reveal(secret, credential);
        requirePrintable(token, field, credential);
        return token.isBlank() ? null : token;
    }

    private static SigV4.Parts parts(HttpUrl url, HttpCall call) {
        byte[] body = call.body();
        return new SigV4.Parts(
                call.method(),
                hostHeader(url),
                url.encodedPath(),
                url.encodedQuery(),
                body == null ? null : Transport.JSON.toString(),
                body == null ? new byte[0] : body);
    }

    // as OkHttp writes it
    private static String hostHeader(HttpUrl url) {
        String host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
        return url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ":" + url.port();
    }

    private static String field(String name, ProviderCredential credential) {
        String value = credential.fields().get(name);
        if (value == null || value.isBlank()) {
            throw refused(credential, "the credential has no " + name, "enter it again");
        }
        requirePrintable(value, name, credential);
        return value;
    }

    private static Secret secret(String field, ProviderCredential credential) {
        Secret secret = credential.secrets().get(field);
        if (secret == null || secret.isEmpty()) {
            throw refused(credential, "the credential has no " + field, "enter the key again");
        }
        return secret;
    }

    /** Sets a header to the value of a field, unless no header can hold it. */
    static void set(Headers.Builder headers, String name, String value, String field, ProviderCredential credential) {
        requirePrintable(value, field, credential);
        headers.set(name, value);
    }

    private static void requirePrintable(String value, String field, ProviderCredential credential) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            // OkHttp would put a value that it refuses into its exception
            if (c < 0x20 || c > 0x7E) {
                throw refused(
                        credential,
                        "the field %s has character U+%04X, which cannot be sent".formatted(field, (int) c),
                        "enter it again");
            }
        }
    }

    static String reveal(Secret secret, ProviderCredential credential) {
        return new String(bytes(secret, credential), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Secret secret, ProviderCredential credential) {
        try {
            return secret.revealUtf8(SecretAccess.grant());
        } catch (IllegalStateException e) {
            throw refused(credential, "the credential was closed before the call", "open a credential for each call");
        }
    }

    static ByokException refused(ProviderCredential credential, String what, String hint) {
        return ByokException.of(ErrorCode.CONFIGURATION, "The request cannot be signed: " + what)
                .provider(credential.provider())
                .credentialId(credential.id().orElse(null))
                .hint(hint)
                .build();
    }
}
