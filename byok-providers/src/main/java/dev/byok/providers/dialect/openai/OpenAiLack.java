package dev.byok.providers.dialect.openai;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.ToolChoice;

/**
 * Something that OpenAI's format has a place for and a vendor cannot do. What a request asks for is never left out:
 * who makes a model call a tool, or asks for JSON, builds on getting it.
 */
public enum OpenAiLack {
    /** Tools. */
    TOOLS("tools"),
    /** Making the model call a tool, or a certain one. */
    TOOL_CHOICE("making the model call a tool"),
    /** Images. */
    IMAGES("images"),
    /** JSON as the form of an answer. */
    JSON("JSON as the form of an answer"),
    /** A JSON schema for an answer. */
    JSON_SCHEMA("a JSON schema for an answer"),
    /** More than one stop sequence. */
    SEVERAL_STOPS("more than one stop sequence");

    private final String what;

    OpenAiLack(String what) {
        this.what = what;
    }

    /** Refuses a request that asks for it. */
    void requireUnused(ChatRequest request) {
        if (isUsedBy(request)) {
            throw ByokException.of(ErrorCode.UNSUPPORTED_CAPABILITY, "The vendor has no support for " + what)
                    .hint("ask without it, or name a model of a vendor that has it")
                    .build();
        }
    }

    private boolean isUsedBy(ChatRequest request) {
        return switch (this) {
            case TOOLS -> usesTools(request);
            case TOOL_CHOICE -> forcesATool(request);
            case IMAGES -> hasImages(request);
            case JSON -> request.responseFormat().kind() != ResponseFormat.Kind.TEXT;
            case JSON_SCHEMA -> request.responseFormat().schemaJson() != null;
            case SEVERAL_STOPS -> request.stop().size() > 1;
        };
    }

    private static boolean usesTools(ChatRequest request) {
        return !request.tools().isEmpty()
                || request.messages().stream()
                        .anyMatch(message -> message instanceof Message.ToolMessage
                                || (message instanceof Message.AssistantMessage assistant
                                        && !assistant.toolCalls().isEmpty()));
    }

    private static boolean forcesATool(ChatRequest request) {
        return !request.tools().isEmpty()
                && request.toolChoice()
                        .filter(choice ->
                                choice.mode() == ToolChoice.Mode.REQUIRED || choice.mode() == ToolChoice.Mode.NAMED)
                        .isPresent();
    }

    private static boolean hasImages(ChatRequest request) {
        return request.messages().stream()
                .anyMatch(message -> message instanceof Message.UserMessage user
                        && user.parts().stream().anyMatch(part -> !(part instanceof Part.Text)));
    }
}
