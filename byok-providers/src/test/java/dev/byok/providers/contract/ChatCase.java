package dev.byok.providers.contract;

import static dev.byok.providers.contract.ChatCase.Kind.BROKEN_STREAM;
import static dev.byok.providers.contract.ChatCase.Kind.REPLY;
import static dev.byok.providers.contract.ChatCase.Kind.REQUEST;

import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ReasoningEffort;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolCall;
import dev.byok.chat.ToolChoice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every vendor that chats is asked: the same for all of them, so that their fixtures can be laid side by side. A
 * case is a folder {@code contract/<vendor>/chat/<case>}.
 */
enum ChatCase {
    BASIC(hello(), REQUEST, REPLY),
    SYSTEM_AND_HISTORY(systemAndHistory(), REQUEST),
    IMAGE(image(linked(), enclosed()), REQUEST),
    TOOLS(tools(), REQUEST, REPLY),
    JSON(hello().toBuilder().responseFormat(schema()).build(), REQUEST),
    JSON_OBJECT(hello().toBuilder().responseFormat(ResponseFormat.JSON).build(), REQUEST),
    SETTINGS(settings(), REQUEST),
    /** The answer of BASIC as it is made. */
    STREAM(hello(), REQUEST, Kind.STREAM),
    /** The answer of TOOLS as it is made. */
    STREAM_TOOLS(Kind.STREAM),
    STREAM_USAGE(Kind.STREAM),
    STREAM_ERROR_BEFORE_CONTENT(BROKEN_STREAM),
    STREAM_ERROR_AFTER_CONTENT(BROKEN_STREAM),
    STREAM_CUT(BROKEN_STREAM);

    /** What a case needs. */
    enum Kind {
        /** {@code request.http}: what has to be sent. */
        REQUEST,
        /** {@code reply.http} and {@code then.json}: what the vendor answers, and what that means. */
        REPLY,
        /** A stream: the answer as events; with {@code then.json} unless another case tells what it means. */
        STREAM,
        /** A stream and {@code then.json} with the error. */
        BROKEN_STREAM
    }

    /** The model that every case names; no vendor has it. */
    static final String MODEL = "some-model";

    private final @Nullable ChatRequest given;
    private final Set<Kind> kinds;

    ChatCase(@Nullable ChatRequest given, Kind first, Kind... more) {
        this.given = given;
        this.kinds = EnumSet.of(first, more);
    }

    ChatCase(Kind kind) {
        this(null, kind);
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The same with less, for vendors that refuse {@link #given}: no tool is forced, no image has a URL, and there is one
     * stop sequence.
     */
    ChatRequest lessGiven() {
        ChatRequest.Builder less = given().toBuilder();
        return switch (this) {
            case IMAGE -> image(enclosed());
            case TOOLS -> less.toolChoice(ToolChoice.AUTO).build();
            case SETTINGS -> less.stop("END").build();
            default -> throw new IllegalStateException("there is nothing to leave out of " + folder());
        };
    }

    boolean is(Kind kind) {
        return kinds.contains(kind);
    }

    ChatRequest given() {
        if (given == null) {
            throw new IllegalStateException(folder() + " is about replies only");
        }
        return given;
    }

    @Override
    public String toString() {
        return folder();
    }

    private static ChatRequest hello() {
        return ChatRequest.builder().message(Message.user("Say hello.")).build();
    }

    private static ChatRequest systemAndHistory() {
        return ChatRequest.builder()
                .message(Message.system("You are terse."))
                .message(Message.system("You speak French: «bonjour»."))
                .message(Message.user("Hello!"))
                .message(Message.assistant("Bonjour."))
                .message(Message.user("And \"goodbye\"?"))
                .build();
    }

    private static ChatRequest image(Part... images) {
        List<Part> parts = new ArrayList<>(List.of(Part.text("What differs?")));
        parts.addAll(List.of(images));
        return ChatRequest.builder().message(Message.user(parts)).build();
    }

    private static Part linked() {
        return Part.imageUrl("https://images.example.com/left.jpg");
    }

    private static Part enclosed() {
        return Part.image("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    }

    private static ChatRequest tools() {
        return ChatRequest.builder()
                .tool(
                        new Tool(
                                "get_weather",
                                "The weather in a city.",
                                "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}"))
                .tool(new Tool("get_time", null, "{\"type\":\"object\",\"properties\":{}}"))
                .toolChoice(ToolChoice.REQUIRED)
                .message(Message.user("Weather in Paris, and the time?"))
                .message(Message.assistant(
                        null,
                        List.of(
                                new ToolCall("call_1", "get_weather", "{\"city\":\"Paris\"}"),
                                new ToolCall("call_2", "get_time", "{}"))))
                .message(Message.tool("call_1", "{\"celsius\":21}"))
                .message(Message.tool("call_2", "12:00"))
                .message(Message.user("Now Rome."))
                .build();
    }

    private static ResponseFormat schema() {
        return ResponseFormat.jsonSchema(
                "greeting",
                "{\"type\":\"object\",\"properties\":{\"word\":{\"type\":\"string\"}},\"required\":[\"word\"],"
                        + "\"additionalProperties\":false}");
    }

    private static ChatRequest settings() {
        return hello().toBuilder()
                .temperature(0.7)
                .topP(0.9)
                .maxTokens(256)
                .stop("END", "###")
                .seed(7)
                .reasoningEffort(ReasoningEffort.MINIMAL)
                .extra("service_tier", "auto")
                .build();
    }
}
