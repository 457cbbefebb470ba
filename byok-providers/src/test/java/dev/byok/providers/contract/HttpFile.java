package dev.byok.providers.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request or a reply as a text: notes, a first line, headers, an empty line, a body.
 *
 * <pre>
 * # source: where the shape is documented or was recorded
 * # note: value
 * HTTP/1.1 429 Too Many Requests
 * content-type: application/json
 *
 * {"error": …}
 * </pre>
 *
 * <p>A file may hold several, one after the other, between lines of {@code ###}.
 *
 * @param name the file's name, for messages
 * @param notes what stands behind {@code #}, by name
 * @param firstLine the request line or the status line
 * @param headers by name in lower case
 * @param body without the line feed at the end
 */
record HttpFile(String name, Map<String, String> notes, String firstLine, Map<String, String> headers, String body) {

    private static final Pattern NEXT = Pattern.compile("(?m)^###.*\\R");

    /** The only exchange of a file. */
    static HttpFile read(Path file) {
        List<HttpFile> all = readAll(file);
        if (all.size() != 1) {
            throw new IllegalStateException(file + " holds " + all.size() + " exchanges where one is due");
        }
        return all.get(0);
    }

    /** Every exchange of a file. */
    static List<HttpFile> readAll(Path file) {
        List<HttpFile> all = new ArrayList<>();
        try {
            for (String part : NEXT.split(Files.readString(file))) {
                all.add(parse(file.getFileName().toString(), part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static HttpFile parse(String name, String text) {
        List<String> lines = text.lines().toList();
        Map<String, String> notes = new LinkedHashMap<>();
        int at = 0;
        while (lines.get(at).startsWith("#")) {
            put(notes, lines.get(at++).substring(1));
        }
        String firstLine = lines.get(at++);
        Map<String, String> headers = new LinkedHashMap<>();
        while (at < lines.size() && !lines.get(at).isEmpty()) {
            put(headers, lines.get(at++));
        }
        String body = at < lines.size() ? String.join("\n", lines.subList(at + 1, lines.size())) : "";
        return new HttpFile(name, notes, firstLine, headers, body);
    }

    private static void put(Map<String, String> map, String line) {
        int colon = line.indexOf(':');
        map.put(
                line.substring(0, colon).strip().toLowerCase(java.util.Locale.ROOT),
                line.substring(colon + 1).strip());
    }

    int status() {
        return Integer.parseInt(firstLine.split(" ")[1]);
    }

    Optional<String> note(String note) {
        return Optional.ofNullable(notes.get(note));
    }

    String required(String note) {
        return note(note).orElseThrow(() -> new AssertionError(name + " has no '# " + note + ":'"));
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return Json.read(bytes());
    }

    @Override
    public String toString() {
        return name;
    }
}
