package dev.byok.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * An endpoint that a customer chose, and whether it may be contacted.
 *
 * @param id of the case
 * @param endpoint as it was typed
 * @param answers what the name service says, the first time and every time after
 * @param location where a reply sends on to; empty for none
 * @param allowed the verdict
 * @param why the reason, to be read when the test fails
 */
record EndpointCase(
        String id, String endpoint, List<List<InetAddress>> answers, String location, boolean allowed, String why) {

    private static final JsonNode FILE = read();

    /** The cases of a section of the file. */
    static List<EndpointCase> section(String name) {
        List<EndpointCase> cases = new ArrayList<>();
        FILE.get(name)
                .forEach(entry -> cases.add(new EndpointCase(
                        entry.get("id").textValue(),
                        entry.get("endpoint").textValue(),
                        answers(entry.get("answers")),
                        entry.path("location").asText(""),
                        entry.get("allowed").booleanValue(),
                        entry.get("why").textValue())));
        return cases;
    }

    /** The origins that the operator listed in the section {@code selfHosted}. */
    static List<String> listed() {
        List<String> origins = new ArrayList<>();
        FILE.get("listed").forEach(origin -> origins.add(origin.textValue()));
        return origins;
    }

    private static List<List<InetAddress>> answers(JsonNode node) {
        List<List<InetAddress>> answers = new ArrayList<>();
        for (JsonNode answer : node) {
            List<InetAddress> addresses = new ArrayList<>();
            for (JsonNode literal : answer) {
                try {
                    addresses.add(InetAddress.getByName(literal.textValue()));
                } catch (UnknownHostException e) {
                    throw new UncheckedIOException(e);
                }
            }
            answers.add(addresses);
        }
        return answers;
    }

    private static JsonNode read() {
        try (InputStream file = EndpointCase.class.getResourceAsStream("/ssrf/cases.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return id + " " + endpoint + " " + answers + " " + why;
    }
}
