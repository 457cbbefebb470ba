package dev.byok.providers.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.providers.http.Frames;
import dev.byok.providers.spec.Json;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Changes to the text of a stream of {@link Frames}. */
final class FrameText {

    private static final String UNKNOWN = """
            {"headers": {":message-type": "event", ":event-type": "somethingNew"}, "payload": "no JSON"}
            {"headers": {":message-type": "event", ":event-type": "empty"}}
            {"headers": {":message-type": "somethingNew", ":event-type": "messageStop"}, "payload": {}}
            """;

    private FrameText() {}

    /** The stream with headers, members and frames that nobody knows. */
    static String padded(String text) {
        return text.lines()
                .filter(line -> line.startsWith("{"))
                .map(FrameText::paddedLine)
                .collect(Collectors.joining("\n" + UNKNOWN, UNKNOWN, "\n"));
    }

    /** The stream with a first payload that breaks off within a good frame. */
    static String broken(String text) {
        List<String> lines = new ArrayList<>(
                text.lines().filter(line -> line.startsWith("{")).toList());
        ObjectNode first = (ObjectNode) Json.readOrNull(lines.get(0));
        if (first.get("payload").has("$bytes")) {
            ((ObjectNode) first.get("payload")).put("$bytes", "{\"type\":");
        } else {
            first.put("payload", "{\"role\":");
        }
        lines.set(0, first.toString());
        return String.join("\n", lines);
    }

    /** Where its frames end. */
    static List<Integer> ends(byte[] stream) {
        List<Integer> ends = new ArrayList<>();
        ByteBuffer frames = ByteBuffer.wrap(stream);
        for (int at = 0; at < stream.length; ) {
            at += frames.getInt(at);
            ends.add(at);
        }
        return ends;
    }

    private static String paddedLine(String line) {
        ObjectNode frame = (ObjectNode) Json.readOrNull(line);
        ((ObjectNode) frame.get("headers")).put("x-unknown", "1");
        JsonNode payload = frame.get("payload");
        if (payload.has("$bytes")) {
            ChatContractTest.padded(payload.get("$bytes"));
        } else {
            ChatContractTest.padded(payload);
        }
        return frame.toString();
    }
}
