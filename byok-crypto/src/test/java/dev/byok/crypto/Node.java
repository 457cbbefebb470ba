package dev.byok.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the browser's module in Node, whose WebCrypto is the browsers'. All calls of a test go in one process. */
final class Node {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode calls = JSON.createArrayNode();

    /** Adds a call; fill in its arguments. */
    ObjectNode call(String name) {
        return calls.addObject().put("call", name);
    }

    /** Runs the calls and gives what each gave, in order. */
    List<JsonNode> run() throws Exception {
        Path error = Files.createTempFile("node", ".txt");
        Process process = start(error);
        try (var in = process.getOutputStream()) {
            in.write(JSON.writeValueAsBytes(calls));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError("node failed: " + Files.readString(error));
        }
        List<JsonNode> results = new ArrayList<>();
        JSON.readTree(output).forEach(results::add);
        return results;
    }

    private static Process start(Path error) throws URISyntaxException {
        try {
            return new ProcessBuilder("node", path("/browser/run.mjs"), path("/META-INF/resources/byok/end-to-end.js"))
                    .redirectError(error.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "These tests run the browser's module in Node 18 or newer, and there is no program 'node'. "
                            + "On Debian: apt-get install nodejs",
                    e);
        }
    }

    private static String path(String resource) throws URISyntaxException {
        return Path.of(Node.class.getResource(resource).toURI()).toString();
    }
}
