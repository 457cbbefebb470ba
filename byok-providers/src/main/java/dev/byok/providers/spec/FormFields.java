package dev.byok.providers.spec;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.field.CustomParameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters that are sent as text, in a query or as parts of a form. Immutable. */
public final class FormFields {

    private final List<HttpCall.Header> fields;

    private FormFields(List<HttpCall.Header> fields) {
        this.fields = fields;
    }

    /** {@return no parameters} */
    public static FormFields none() {
        return new FormFields(List.of());
    }

    /**
     * {@return these parameters and one more; a name may come several times}
     *
     * @param name the parameter's name
     * @param value its value
     */
    public FormFields with(String name, String value) {
        List<HttpCall.Header> more = new ArrayList<>(fields);
        more.add(new HttpCall.Header(name, value));
        return new FormFields(List.copyOf(more));
    }

    /**
     * {@return these parameters, and one more when there is a value}
     *
     * @param name the parameter's name
     * @param value its value
     */
    public FormFields with(String name, Optional<String> value) {
        return value.map(text -> with(name, text)).orElse(this);
    }

    /**
     * {@return these parameters, and one more when a condition holds}
     *
     * @param condition the condition
     * @param name the parameter's name
     * @param value its value
     */
    public FormFields when(boolean condition, String name, String value) {
        return condition ? with(name, value) : this;
    }

    /**
     * {@return these parameters and those that a caller added; a list becomes several of one name}
     *
     * @param extra values by name
     * @throws ByokException {@code INVALID_REQUEST} for a name that the library sets, and for a value that is no text,
     *     number or boolean
     */
    public FormFields extra(Map<String, Object> extra) {
        FormFields all = this;
        for (Map.Entry<String, Object> entry : extra.entrySet()) {
            String name = entry.getKey();
            if (CustomParameters.isReserved(name)
                    || fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name))) {
                throw refused("'" + name + "' is set by the library");
            }
            List<?> values = entry.getValue() instanceof List<?> list ? list : List.of(entry.getValue());
            for (Object value : values) {
                if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                    throw refused("a value is neither text, number nor boolean");
                }
                all = all.with(name, String.valueOf(value));
            }
        }
        return all;
    }

    /**
     * {@return a call with these parameters in its query}
     *
     * @param call the call
     */
    public HttpCall onto(HttpCall call) {
        HttpCall asked = call;
        for (HttpCall.Header field : fields) {
            asked = asked.query(field.name(), field.value());
        }
        return asked;
    }

    /**
     * {@return a POST of a form with these parameters and a file}
     *
     * @param path appended to the base URL
     * @param name the name of the file's part
     * @param file the audio
     */
    public HttpCall post(String path, String name, AudioUpload file) {
        Multipart form = new Multipart();
        for (HttpCall.Header field : fields) {
            form.text(field.name(), field.value().getBytes(StandardCharsets.UTF_8));
        }
        return form.file(name, file).post(path);
    }

    private static ByokException refused(String rule) {
        return ByokException.of(ErrorCode.INVALID_REQUEST, "An extra parameter is refused: " + rule)
                .hint("use the request's own setters, and extra(…) only for parameters that it does not have")
                .build();
    }
}
