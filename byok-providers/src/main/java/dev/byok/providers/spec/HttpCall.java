package dev.byok.providers.spec;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A description of an HTTP request, without its host and its secret.
 *
 * @param method GET or POST
 * @param path appended to the base URL, without a leading slash; encoded, and may have a query
 * @param headers beyond those of the vendor's spec
 * @param body JSON in UTF-8 unless a header {@code Content-Type} says otherwise; null for none
 * @param place which of the vendor's hosts it is for
 */
public record HttpCall(String method, String path, List<Header> headers, byte @Nullable [] body, Place place) {

    private static final String CONTENT_TYPE = "Content-Type";

    /**
     * Which of the vendor's hosts. A credential with a base URL of its own has that one only.
     *
     * @param host the name of a further host of the vendor's spec; empty for the vendor's base URL
     * @param outside the end of the base URL that the path does not stand below, for example {@code /v1}; empty for none
     */
    public record Place(String host, String outside) {

        static final Place BASE = new Place("", "");
    }

    /**
     * A request header that is not secret.
     *
     * @param name the header's name
     * @param value its value
     */
    public record Header(String name, String value) {}

    /**
     * {@return a GET}
     *
     * @param path appended to the base URL
     */
    public static HttpCall get(String path) {
        return new HttpCall("GET", path, List.of(), null, Place.BASE);
    }

    /**
     * {@return a POST of JSON}
     *
     * @param path appended to the base URL
     * @param json the body in UTF-8
     */
    public static HttpCall post(String path, byte[] json) {
        return new HttpCall("POST", path, List.of(), json, Place.BASE);
    }

    /**
     * {@return a POST of something else than JSON}
     *
     * @param path appended to the base URL
     * @param body the body
     * @param contentType its media type, with a boundary where there are parts
     */
    public static HttpCall post(String path, byte[] body, String contentType) {
        return new HttpCall("POST", path, List.of(new Header(CONTENT_TYPE, contentType)), body, Place.BASE);
    }

    /** {@return the media type of the body; null when it is JSON or there is none} */
    public @Nullable String contentType() {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(CONTENT_TYPE)) {
                return header.value();
            }
        }
        return null;
    }

    /**
     * {@return this call with one more query parameter}
     *
     * @param name the parameter's name
     * @param value its value, not encoded
     */
    public HttpCall query(String name, String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        return new HttpCall(
                method, path + (path.indexOf('?') < 0 ? '?' : '&') + name + "=" + encoded, headers, body, place);
    }

    /**
     * {@return this call with one more header}
     *
     * @param name the header's name
     * @param value its value
     */
    public HttpCall with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new HttpCall(method, path, List.copyOf(more), body, place);
    }

    /**
     * {@return this call with another body}
     *
     * @param json the body in UTF-8
     */
    public HttpCall withBody(byte[] json) {
        return new HttpCall(method, path, headers, json, place);
    }

    /**
     * {@return this call, for another host of the vendor's than the one of the base URL}
     *
     * @param host the name that the vendor's spec gave it
     */
    public HttpCall on(String host) {
        return new HttpCall(method, path, headers, body, new Place(host, place.outside()));
    }

    /**
     * {@return this call, for a path beside the one that the base URL ends in}
     *
     * @param ending the end of the base URL that is left away, for example {@code /v1}; a base URL that ends otherwise is
     *     taken as it is
     */
    public HttpCall outside(String ending) {
        return new HttpCall(method, path, headers, body, new Place(place.host(), ending));
    }

    /** {@return method and path; no body} */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
