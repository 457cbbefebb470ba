package dev.byok.providers.dialect.responses;

import java.util.function.Function;
import java.util.function.Predicate;

/** In what a vendor deviates from OpenAI's responses. Immutable: every method returns a copy. */
public final class ResponsesQuirks {

    private static final ResponsesQuirks NONE =
            new ResponsesQuirks("responses", Format.OPENAI, model -> "model", model -> false);

    /** How the form of an answer and the choice of a tool are written. */
    private enum Format {
        OPENAI,
        /** As in chat completions, and without JSON that has no schema. */
        AS_IN_CHAT
    }

    private final String path;
    private final Format format;
    private final Function<String, String> modelMember;
    private final Predicate<String> needsLimit;

    private ResponsesQuirks(
            String path, Format format, Function<String, String> modelMember, Predicate<String> needsLimit) {
        this.path = path;
        this.format = format;
        this.modelMember = modelMember;
        this.needsLimit = needsLimit;
    }

    /** {@return OpenAI itself} */
    public static ResponsesQuirks none() {
        return NONE;
    }

    /**
     * {@return these, with another path than {@code responses}}
     *
     * @param value appended to the base URL
     */
    public ResponsesQuirks at(String value) {
        return new ResponsesQuirks(value, format, modelMember, needsLimit);
    }

    /**
     * {@return these, for a vendor that takes {@code response_format} instead of {@code text.format}, with a schema or not
     * at all, and a tool's bare name for the choice of it}
     */
    public ResponsesQuirks responseFormat() {
        return new ResponsesQuirks(path, Format.AS_IN_CHAT, modelMember, needsLimit);
    }

    /**
     * {@return these, for a vendor that takes some model ids elsewhere than in {@code model}}
     *
     * @param member the member that a model id belongs into
     */
    public ResponsesQuirks modelIn(Function<String, String> member) {
        return new ResponsesQuirks(path, format, member, needsLimit);
    }

    /**
     * {@return these, for a vendor that serves some models only with a limit of output tokens}
     *
     * @param model which models
     */
    public ResponsesQuirks limitFor(Predicate<String> model) {
        return new ResponsesQuirks(path, format, modelMember, model);
    }

    String path() {
        return path;
    }

    boolean formatsAsInChat() {
        return format == Format.AS_IN_CHAT;
    }

    String modelMember(String model) {
        return modelMember.apply(model);
    }

    boolean needsLimit(String model) {
        return needsLimit.test(model);
    }
}
