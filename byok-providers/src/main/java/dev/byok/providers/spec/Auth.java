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
     * {@return a header that holds the secret alone}
     *
     * @param name the header's name
     * @param field the secret's field
     */
    static Auth header(String name, String field) {
        return new Header(name, "", field, true);
    }

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
     * One header.
     *
     * @param name the header's name
     * @param prefix what stands before the secret
     * @param field the secret's field
     * @param required whether a credential without the secret is an error
     */
    record Header(String name, String prefix, String field, boolean required) implements Auth {}

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
    }
}
