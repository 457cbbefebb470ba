package dev.byok.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.byok.spi.EndToEndContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;

/** Blobs of the format {@code bke1} that WebCrypto made, with every value on the way to them. */
final class EndToEndVectors {

    private EndToEndVectors() {}

    record Case(
            String name,
            String mnemonic,
            byte[] entropy,
            byte[] seed,
            byte[] salt,
            byte[] nonce,
            EndToEndContext context,
            String plaintext,
            String text) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> load() {
        return stream(json("/vectors/e2e-interop.json").get("cases"))
                .map(EndToEndVectors::read)
                .toList();
    }

    static JsonNode json(String resource) {
        try (InputStream json = EndToEndVectors.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Case read(JsonNode node) {
        JsonNode fields = node.get("aadFields");
        return new Case(
                node.get("name").textValue(),
                node.get("mnemonic").textValue(),
                hex(node, "entropy"),
                hex(node, "seed"),
                hex(node, "salt"),
                hex(node, "iv"),
                new EndToEndContext(
                        fields.get(2).textValue(),
                        fields.get(3).textValue(),
                        fields.get(4).textValue(),
                        fields.get(5).textValue()),
                node.get("plaintext").textValue(),
                node.get("text").textValue());
    }

    private static byte[] hex(JsonNode node, String name) {
        return HexFormat.of().parseHex(node.get(name).textValue());
    }
}
