package dev.byok.providers.dialect.openai;

import java.util.EnumSet;
import java.util.Set;

/** In what a vendor deviates from OpenAI's chat format. Immutable: every method returns a copy. */
public final class OpenAiQuirks {

    private static final OpenAiQuirks NONE = new OpenAiQuirks(EnumSet.noneOf(Quirk.class));

    private enum Quirk {
        OLD_MAX_TOKENS,
        USAGE_UNASKED,
        WITHOUT_MARKER,
        WITHOUT_MINIMAL_EFFORT,
        ALWAYS_STREAMS
    }

    private final Set<Quirk> quirks;

    private OpenAiQuirks(Set<Quirk> quirks) {
        this.quirks = quirks;
    }

    /** {@return OpenAI itself} */
    public static OpenAiQuirks none() {
        return NONE;
    }

    /** {@return these, with {@code max_tokens}, the older name for the limit of output tokens} */
    public OpenAiQuirks oldMaxTokens() {
        return plus(Quirk.OLD_MAX_TOKENS);
    }

    /** {@return these, for a vendor that always reports usage in a stream and may refuse to be asked} */
    public OpenAiQuirks usageUnasked() {
        return plus(Quirk.USAGE_UNASKED);
    }

    /** {@return these, for servers that leave {@code [DONE]} away once they said why the answer ended} */
    public OpenAiQuirks withoutMarker() {
        return plus(Quirk.WITHOUT_MARKER);
    }

    /** {@return these, for a vendor whose least reasoning effort is {@code low}} */
    public OpenAiQuirks withoutMinimalEffort() {
        return plus(Quirk.WITHOUT_MINIMAL_EFFORT);
    }

    /** {@return these, for servers that need not know how to answer in one piece} */
    public OpenAiQuirks alwaysStreams() {
        return plus(Quirk.ALWAYS_STREAMS);
    }

    String maxTokensField() {
        return quirks.contains(Quirk.OLD_MAX_TOKENS) ? "max_tokens" : "max_completion_tokens";
    }

    boolean asksForStreamUsage() {
        return !quirks.contains(Quirk.USAGE_UNASKED);
    }

    boolean endsWithoutMarker() {
        return quirks.contains(Quirk.WITHOUT_MARKER);
    }

    boolean hasMinimalEffort() {
        return !quirks.contains(Quirk.WITHOUT_MINIMAL_EFFORT);
    }

    boolean isAlwaysStreamed() {
        return quirks.contains(Quirk.ALWAYS_STREAMS);
    }

    private OpenAiQuirks plus(Quirk quirk) {
        Set<Quirk> more = EnumSet.copyOf(quirks);
        more.add(quirk);
        return new OpenAiQuirks(more);
    }
}
