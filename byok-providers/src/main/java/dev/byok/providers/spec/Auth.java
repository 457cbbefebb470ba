package dev.byok.providers.spec;

import java.util.List;

/**
 * Where a credential's secret goes in a request. A vendor says where; the transport puts it there at the last moment, so
 * that no vendor ever holds a key.
 */
public sealed interface Auth {

    /**
     * {@return {@code Authorization: Bearer <secret>}}
     *
     * @param field the secret's field
     */
    static Auth bearer(String field) {
        return new Header("Authorization", "Bearer ", field, true);
    }

    /**
     * {@return {@code Authorization: Bearer <secret>}, or no header when the credential has no such secret}
     *
     * @param field the secret's field
     */
    static Auth optionalBearer(String field) {
        return new Header("Authorization", "Bearer ", field, false);
    }

    /**
     * {@return {@code Authorization: <scheme> <secret>}, for vendors with a word of their own}
     *
     * @param scheme the word before the secret
     * @param field the secret's field
     */
    static Auth scheme(String scheme, String field) {
        return new Header("Authorization", scheme + " ", field, true);
    }

    /**
     * {@return a header that holds the secret alone}
     *
     * @param name the header's name
     * @param field the secret's field
     */
    static Auth header(String name, String field) {
        return new Header(name, "", field, true);
    }

    /**
     * {@return a signature of AWS (Signature Version 4), made with the fields {@code access_key_id}, {@code
     * secret_access_key}, {@code session_token} and {@code region}, of which the session token may be missing}
     *
     * @param service the service's signing name
     */
    static Auth awsSigV4(String service) {
        return new AwsSigV4(service, "access_key_id", "secret_access_key", "session_token", "region");
    }

    /**
     * {@return the first of several kinds whose secrets a credential has}
     *
     * @param kinds in this order
     */
    static Auth firstOf(Auth... kinds) {
        return new FirstOf(List.of(kinds));
    }

    /** {@return the names of the headers that it may set} */
    List<String> headerNames();

    /** {@return the fields without whose secrets it cannot sign} */
    List<String> neededSecrets();

    /**
     * {@return {@code Authorization: Bearer <access token>}, where the token is had from Google for the key of a service
     * account} A field {@code project_id} that is left blank is filled in from the key.
     *
     * @param field the field with the key, a JSON object
     * @param scopes what the token is for
     */
    static Auth googleServiceAccount(String field, String... scopes) {
        return new GoogleServiceAccount(field, List.of(scopes));
    }

    /**
     * {@return a segment of the path, in front of the call's own, that holds the secret after a prefix}
     *
     * @param prefix what stands before the secret
     * @param field the secret's field
     */
    static Auth path(String prefix, String field) {
        return new Path(prefix, field);
    }

    /**
     * A segment of the path. The whole URL is then as good as a key, so it is made after everything that remembers or
     * tells URLs.
     *
     * @param prefix what stands before the secret
     * @param field the secret's field
     */
    record Path(String prefix, String field) implements Auth {

        @Override
        public List<String> headerNames() {
            return List.of();
        }

        @Override
        public List<String> neededSecrets() {
            return List.of(field);
        }
    }

    /**
     * One header.
     *
     * @param name the header's name
     * @param prefix what stands before the secret
     * @param field the secret's field
     * @param required whether a credential without the secret is an error
     */
    record Header(String name, String prefix, String field, boolean required) implements Auth {

        @Override
        public List<String> headerNames() {
            return List.of(name);
        }

        @Override
        public List<String> neededSecrets() {
            return required ? List.of(field) : List.of();
        }
    }

    /**
     * A signature of AWS over host, path, content type and body.
     *
     * @param service the service's signing name
     * @param accessKeyId the field of the access key's id, which is no secret
     * @param secretAccessKey the field of the secret access key
     * @param sessionToken the field of the token that a temporary access key has
     * @param region the field of the region that the signature is for
     */
    record AwsSigV4(String service, String accessKeyId, String secretAccessKey, String sessionToken, String region)
            implements Auth {

        @Override
        public List<String> headerNames() {
            return List.of("Authorization", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token");
        }

        @Override
        public List<String> neededSecrets() {
            return List.of(secretAccessKey);
        }
    }

    /**
     * The first of several kinds whose secrets a credential has.
     *
     * @param kinds in this order
     */
    record FirstOf(List<Auth> kinds) implements Auth {

        /** Copies the kinds. */
        public FirstOf {
            kinds = List.copyOf(kinds);
        }

        @Override
        public List<String> headerNames() {
            return kinds.stream()
                    .flatMap(kind -> kind.headerNames().stream())
                    .distinct()
                    .toList();
        }

        @Override
        public List<String> neededSecrets() {
            return kinds.get(0).neededSecrets();
        }
    }

    /**
     * A key of a Google service account, which never leaves: it signs a request for an access token.
     *
     * @param field the key's field
     * @param scopes what the token is for
     */
    record GoogleServiceAccount(String field, List<String> scopes) implements Auth {

        /** Copies the scopes. */
        public GoogleServiceAccount {
            scopes = List.copyOf(scopes);
        }

        @Override
        public List<String> headerNames() {
            return List.of("Authorization");
        }

        @Override
        public List<String> neededSecrets() {
            return List.of(field);
        }
    }
}
