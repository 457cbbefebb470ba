package dev.byok.internal.openai;

import static dev.byok.internal.openai.StrictJson.member;
import static dev.byok.internal.openai.StrictJson.requireText;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ToolCall;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a conversation. */
final class MessageReader {

    private static final Pattern DATA_URL = Pattern.compile("data:(image/[A-Za-z0-9.+-]+);base64,(.+)", Pattern.DOTALL);

    private MessageReader() {}

    static List<Message> all(JsonNode messages) {
        List<Message> read = new ArrayList<>(messages.size());
        for (JsonNode message : messages) {
            read.add(one(message, "messages[" + read.size() + "]."));
        }
        return read;
    }

    private static Message one(JsonNode message, String path) {
        String role = requireText(message, "role", path);
        JsonNode content = member(message, "content");
        return switch (role) {
            case "system", "developer" -> Message.system(needed(text(content, path), path));
            case "user" -> Message.user(parts(content, path));
            case "assistant" -> assistant(message, content, path);
            case "tool" -> Message.tool(requireText(message, "tool_call_id", path), needed(text(content, path), path));
            default -> throw new Misfit(path + "role", "is none of system, developer, user, assistant and tool");
        };
    }

    private static Message assistant(JsonNode message, @Nullable JsonNode content, String path) {
        String text = text(content, path);
        List<ToolCall> calls = new ArrayList<>();
        JsonNode called = member(message, "tool_calls");
        for (JsonNode call : called == null ? List.<JsonNode>of() : called) {
            String where = path + "tool_calls[" + calls.size() + "].";
            JsonNode function = call.path("function");
            calls.add(new ToolCall(
                    requireText(call, "id", where),
                    requireText(function, "name", where + "function."),
                    requireText(function, "arguments", where + "function.")));
        }
        if (text == null && calls.isEmpty()) {
            // what a model said instead of an answer is part of the conversation too
            text = requireText(message, member(message, "refusal") == null ? "content" : "refusal", path);
        }
        return Message.assistant(text, calls);
    }

    private static String needed(@Nullable String text, String path) {
        if (text == null) {
            throw new Misfit(path + "content", "is missing");
        }
        return text;
    }

    private static @Nullable String text(@Nullable JsonNode content, String path) {
        if (content == null) {
            return null;
        }
        if (content.isTextual()) {
            return content.textValue();
        }
        StringBuilder joined = new StringBuilder();
        for (Part part : parts(content, path)) {
            if (!(part instanceof Part.Text text)) {
                throw new Misfit(path + "content", "has a part that is no text, which only users may send");
            }
            joined.append(text.text());
        }
        return joined.toString();
    }

    private static List<Part> parts(@Nullable JsonNode content, String path) {
        if (content != null && content.isTextual()) {
            return List.of(Part.text(content.textValue()));
        }
        if (content == null || !content.isArray() || content.isEmpty()) {
            throw new Misfit(path + "content", "is missing, or neither a text nor a list of parts");
        }
        List<Part> parts = new ArrayList<>(content.size());
        for (JsonNode part : content) {
            String where = path + "content[" + parts.size() + "].";
            parts.add(
                    switch (requireText(part, "type", where)) {
                        case "text" -> Part.text(requireText(part, "text", where));
                        case "refusal" -> Part.text(requireText(part, "refusal", where));
                        case "image_url" ->
                            image(
                                    requireText(part.path("image_url"), "url", where + "image_url."),
                                    where + "image_url.url");
                        default -> throw new Misfit(where + "type", "is neither text nor image_url");
                    });
        }
        return parts;
    }

    private static Part image(String url, String path) {
        if (!url.startsWith("data:")) {
            try {
                return Part.imageUrl(url);
            } catch (IllegalArgumentException e) {
                throw new Misfit(path, "is neither an https URL nor a data URL of an image");
            }
        }
        Matcher data = DATA_URL.matcher(url);
        if (!data.matches() || !isBase64(data.group(2))) {
            throw new Misfit(path, "is a data URL, but not data:image/…;base64,…");
        }
        return new Part.ImageData(data.group(1), data.group(2));
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
