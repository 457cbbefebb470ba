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
 * @param body JSON in UTF-8; null for none
 */
public record HttpCall(String method, String path, List<Header> headers, byte @Nullable [] body) {

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
        return new HttpCall("GET", path, List.of(), null);
    }

    /**
     * {@return a POST of JSON}
     *
     * @param path appended to the base URL
     * @param json the body in UTF-8
     */
    public static HttpCall post(String path, byte[] json) {
        return new HttpCall("POST", path, List.of(), json);
    }

    /**
     * {@return this call with one more query parameter}
     *
     * @param name the parameter's name
     * @param value its value, not encoded
     */
    public HttpCall query(String name, String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        return new HttpCall(method, path + (path.indexOf('?') < 0 ? '?' : '&') + name + "=" + encoded, headers, body);
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
        return new HttpCall(method, path, List.copyOf(more), body);
    }

    /** {@return method and path; no body} */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
