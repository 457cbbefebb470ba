package dev.byok.providers.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ReasoningEffort;
import dev.byok.providers.spec.ChatInput;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** In what a vendor deviates from OpenAI's chat format. Immutable: every method returns a copy. */
public final class OpenAiQuirks {

    private static final OpenAiQuirks NONE = new OpenAiQuirks(new Draft());

    private enum Quirk {
        DOLLARS_IN_USAGE,
        USAGE_UNASKED,
        WITHOUT_MARKER,
        ALWAYS_STREAMS,
        THINKING_SWITCH,
        FORCED_TOOLS_WITHOUT_THINKING,
        REASONING_IN_HISTORY
    }

    private static final class Draft {

        private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
        private final Map<String, @Nullable String> names = new HashMap<>();
        private final Map<ReasoningEffort, String> efforts = new EnumMap<>(ReasoningEffort.class);
        private final Map<String, Boolean> flags = new LinkedHashMap<>();
        private final Set<OpenAiLack> lacks = EnumSet.noneOf(OpenAiLack.class);
        private Function<ChatInput, String> path = input -> "chat/completions";
        private Predicate<JsonNode> errorInReply = body -> false;
        private @Nullable String errorText;
    }

    private final Set<Quirk> quirks;
    private final Map<String, @Nullable String> names;
    private final Map<ReasoningEffort, String> efforts;
    private final Map<String, Boolean> flags;
    private final Set<OpenAiLack> lacks;
    private final Function<ChatInput, String> path;
    private final Predicate<JsonNode> errorInReply;
    private final @Nullable String errorText;

    private OpenAiQuirks(Draft draft) {
        this.quirks = draft.quirks;
        this.names = draft.names;
        this.efforts = draft.efforts;
        this.flags = draft.flags;
        this.lacks = draft.lacks;
        this.path = draft.path;
        this.errorInReply = draft.errorInReply;
        this.errorText = draft.errorText;
    }

    /** {@return OpenAI itself} */
    public static OpenAiQuirks none() {
        return NONE;
    }

    /** {@return these, with {@code max_tokens}, the older name for the limit of output tokens} */
    public OpenAiQuirks oldMaxTokens() {
        return naming("max_completion_tokens", "max_tokens");
    }

    /**
     * {@return these, with another name for a setting}
     *
     * @param setting OpenAI's name
     * @param name the vendor's
     */
    public OpenAiQuirks naming(String setting, String name) {
        return with(draft -> draft.names.put(setting, name));
    }

    /**
     * {@return these, for a vendor that has no place for some settings, or refuses them: they are left out. For hints such
     * as a seed only: what changes the meaning of a request must not get lost}
     *
     * @param settings OpenAI's names
     */
    public OpenAiQuirks without(String... settings) {
        return with(draft -> {
            for (String setting : settings) {
                draft.names.put(setting, null);
            }
        });
    }

    /** {@return these, for a vendor that always reports usage in a stream and may refuse to be asked} */
    public OpenAiQuirks usageUnasked() {
        return plus(Quirk.USAGE_UNASKED);
    }

    /** {@return these, for a vendor whose usage has a {@code cost}, which is what it charged in US dollars} */
    public OpenAiQuirks dollarsInUsage() {
        return plus(Quirk.DOLLARS_IN_USAGE);
    }

    /** {@return these, for servers that leave {@code [DONE]} away once they said why the answer ended} */
    public OpenAiQuirks withoutMarker() {
        return plus(Quirk.WITHOUT_MARKER);
    }

    /** {@return these, for a vendor whose least reasoning effort is {@code low}} */
    public OpenAiQuirks withoutMinimalEffort() {
        return effort(ReasoningEffort.MINIMAL, "low");
    }

    /**
     * {@return these, with another word for a reasoning effort}
     *
     * @param asked the effort
     * @param word the vendor's
     */
    public OpenAiQuirks effort(ReasoningEffort asked, String word) {
        return with(draft -> draft.efforts.put(asked, word));
    }

    /** {@return these, for a vendor whose models think unless {@code thinking} is off, which is its least effort} */
    public OpenAiQuirks thinkingSwitch() {
        return plus(Quirk.THINKING_SWITCH);
    }

    /** {@return these, for a vendor whose models can be made to call a tool only while thinking is off} */
    public OpenAiQuirks forcedToolsWithoutThinking() {
        return plus(Quirk.FORCED_TOOLS_WITHOUT_THINKING);
    }

    /**
     * {@return these, for a vendor that wants {@code reasoning_content} back with every answer of the history; it is empty,
     * because an application need not have kept it}
     */
    public OpenAiQuirks reasoningInHistory() {
        return plus(Quirk.REASONING_IN_HISTORY);
    }

    /**
     * {@return these, with a parameter that every request has unless it sets the parameter itself}
     *
     * @param parameter its name
     * @param value its value
     */
    public OpenAiQuirks sending(String parameter, boolean value) {
        return with(draft -> draft.flags.put(parameter, value));
    }

    /** {@return these, for a vendor whose reasoning efforts are {@code low}, {@code high} and {@code max}} */
    public OpenAiQuirks effortsUpToMax() {
        return withoutMinimalEffort().effort(ReasoningEffort.MEDIUM, "high").effort(ReasoningEffort.HIGH, "max");
    }

    /**
     * {@return these, for a vendor that cannot do some of what a request may ask for: such a request is refused with
     * {@code UNSUPPORTED_CAPABILITY}, which leads to the next route, where the vendor would refuse it, which ends the
     * call, or drop a part of it without a word}
     *
     * @param more what it cannot do
     */
    public OpenAiQuirks lacking(OpenAiLack... more) {
        return with(draft -> draft.lacks.addAll(List.of(more)));
    }

    /** {@return these, for servers that need not know how to answer in one piece} */
    public OpenAiQuirks alwaysStreams() {
        return plus(Quirk.ALWAYS_STREAMS);
    }

    /**
     * {@return these, with another path than {@code chat/completions}}
     *
     * @param value makes it; segments from outside go through {@link dev.byok.providers.spec.Paths#segment}
     */
    public OpenAiQuirks at(Function<ChatInput, String> value) {
        return with(draft -> draft.path = value);
    }

    /**
     * {@return these, for a vendor that reports errors with success and without a member {@code error}}
     *
     * @param when which document of a reply or of a stream is one
     */
    public OpenAiQuirks errorInReply(Predicate<JsonNode> when) {
        return with(draft -> draft.errorInReply = when);
    }

    /**
     * {@return these, for a vendor that reports errors with success, as the text of an answer}
     *
     * @param start what such a text begins with, and no answer does
     */
    public OpenAiQuirks errorText(String start) {
        return with(draft -> draft.errorText = start);
    }

    /** The vendor's name for a setting; null when it has none. */
    @Nullable
    String name(String setting) {
        return names.containsKey(setting) ? names.get(setting) : setting;
    }

    String path(ChatInput input) {
        return path.apply(input);
    }

    Predicate<JsonNode> errorInReply() {
        return errorInReply;
    }

    @Nullable
    String errorText() {
        return errorText;
    }

    boolean asksForStreamUsage() {
        return !quirks.contains(Quirk.USAGE_UNASKED);
    }

    boolean tellsDollars() {
        return quirks.contains(Quirk.DOLLARS_IN_USAGE);
    }

    boolean endsWithoutMarker() {
        return quirks.contains(Quirk.WITHOUT_MARKER);
    }

    String word(ReasoningEffort effort) {
        return efforts.getOrDefault(effort, effort.name().toLowerCase(Locale.ROOT));
    }

    Map<String, Boolean> flags() {
        return flags;
    }

    boolean hasThinkingSwitch() {
        return quirks.contains(Quirk.THINKING_SWITCH);
    }

    boolean forcesToolsWithoutThinking() {
        return quirks.contains(Quirk.FORCED_TOOLS_WITHOUT_THINKING);
    }

    boolean wantsReasoningInHistory() {
        return quirks.contains(Quirk.REASONING_IN_HISTORY);
    }

    Set<OpenAiLack> lacks() {
        return lacks;
    }

    boolean isAlwaysStreamed() {
        return quirks.contains(Quirk.ALWAYS_STREAMS);
    }

    private OpenAiQuirks plus(Quirk quirk) {
        return with(draft -> draft.quirks.add(quirk));
    }

    private OpenAiQuirks with(Consumer<Draft> change) {
        Draft draft = new Draft();
        draft.quirks.addAll(quirks);
        draft.names.putAll(names);
        draft.efforts.putAll(efforts);
        draft.flags.putAll(flags);
        draft.lacks.addAll(lacks);
        draft.path = path;
        draft.errorInReply = errorInReply;
        draft.errorText = errorText;
        change.accept(draft);
        return new OpenAiQuirks(draft);
    }
}
