package dev.byok.providers.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The body of a request for speech: members in order, and behind them what the caller added for this vendor. */
public final class SpeechBody {

    private final SpeechInput input;
    private final Map<String, Object> members = new LinkedHashMap<>();

    private SpeechBody(SpeechInput input) {
        this.input = input;
    }

    /**
     * {@return an empty body}
     *
     * @param input what to say
     */
    public static SpeechBody of(SpeechInput input) {
        return new SpeechBody(input);
    }

    /**
     * {@return this body with a member, unless it is null}
     *
     * @param name the member
     * @param value a String, Number, Boolean, Map or List
     */
    public SpeechBody with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    /**
     * {@return this body with the text}
     *
     * @param name the member
     */
    public SpeechBody text(String name) {
        return with(name, input.text());
    }

    /**
     * {@return this body with the voice}
     *
     * @param name the member
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when none was named
     */
    public SpeechBody voice(String name) {
        return with(name, SpeechSettings.voice(input));
    }

    /**
     * {@return this body with the language, if the caller named one}
     *
     * @param name the member
     * @param form how the vendor writes it
     */
    public SpeechBody language(String name, UnaryOperator<String> form) {
        return with(name, input.request().language().map(form).orElse(null));
    }

    /**
     * {@return this body with words on how to speak, if the caller gave some}
     *
     * @param name the member
     */
    public SpeechBody instructions(String name) {
        return with(name, input.request().instructions().orElse(null));
    }

    /**
     * {@return this body with the speed, if the caller set one}
     *
     * @param name the member
     */
    public SpeechBody speed(String name) {
        return with(name, speed(input));
    }

    /**
     * {@return this body with an object that holds the speed, if the caller set one}
     *
     * @param name the member
     * @param inner the member of the object
     */
    public SpeechBody speed(String name, String inner) {
        Double speed = speed(input);
        return speed == null ? this : with(name, Map.of(inner, speed));
    }

    /**
     * {@return the speed; null when the caller set none}
     *
     * @param input what to say
     */
    public static @Nullable Double speed(SpeechInput input) {
        return input.request().speed().isPresent()
                ? (Double) input.request().speed().getAsDouble()
                : null;
    }

    /**
     * {@return an object with members in order}
     *
     * @param namesAndValues names and values by turns; a value that is null leaves its member away
     */
    public static Map<String, Object> object(@Nullable Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                object.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return object;
    }

    /**
     * {@return a POST of this body}
     *
     * @param path appended to the base URL
     * @throws dev.byok.ByokException {@code INVALID_REQUEST} when the caller added a member that stands here already
     */
    public HttpCall post(String path) {
        return HttpCall.post(path, bytes(input.request().extra()));
    }

    /**
     * {@return a POST of this body without what the caller added, for contracts that leave no room for it}
     *
     * @param path appended to the base URL
     */
    public HttpCall postAlone(String path) {
        return HttpCall.post(path, bytes(Map.of()));
    }

    private byte[] bytes(Map<String, Object> extra) {
        return Json.write(json -> {
            json.writeStartObject();
            for (Map.Entry<String, Object> member : members.entrySet()) {
                json.writeFieldName(member.getKey());
                ExtraParameters.value(json, member.getValue(), 1);
            }
            ExtraParameters.write(json, extra);
            json.writeEndObject();
        });
    }
}
