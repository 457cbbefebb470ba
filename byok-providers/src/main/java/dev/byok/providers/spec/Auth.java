package dev.byok.providers.spec;

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
    record Path(String prefix, String field) implements Auth {}

    /**
     * One header.
     *
     * @param name the header's name
     * @param prefix what stands before the secret
     * @param field the secret's field
     * @param required whether a credential without the secret is an error
     */
    record Header(String name, String prefix, String field, boolean required) implements Auth {}
}
