package dev.byok.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.byok.spi.SealContext;
import dev.byok.spi.TenantSalt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;

/** Blobs of the format {@code bks1} that another implementation made, with every value on the way to them. */
record InteropVectors(String masterKeysetJson, List<Case> cases) {

    record Case(
            String name,
            int masterKeyId,
            SealContext context,
            byte[] info,
            byte[] derivedKey,
            byte[] aad,
            String plaintext,
            String text,
            byte[] blob) {

        @Override
        public String toString() {
            return name;
        }
    }

    static InteropVectors load() {
        try (InputStream json = InteropVectors.class.getResourceAsStream("/vectors/server-interop.json")) {
            JsonNode root = new ObjectMapper().readTree(json);
            List<Case> cases = StreamSupport.stream(root.get("cases").spliterator(), false)
                    .map(InteropVectors::read)
                    .toList();
            return new InteropVectors(root.get("masterKeysetJson").textValue(), cases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case read(JsonNode node) {
        byte[] blob = hex(node, "blob");
        JsonNode fields = node.get("aadFields");
        SealContext context = new SealContext(
                fields.get(2).textValue(),
                TenantSalt.of(hex(node, "tenantSalt"), ByteBuffer.wrap(blob).getInt(5)),
                fields.get(3).textValue(),
                fields.get(4).textValue(),
                fields.get(5).textValue(),
                fields.get(6).textValue(),
                Long.parseLong(fields.get(7).textValue()));
        return new Case(
                node.get("name").textValue(),
                HexFormat.fromHexDigits(node.get("masterKeyId").textValue()),
                context,
                hex(node, "info"),
                hex(node, "derivedKey"),
                hex(node, "aad"),
                node.get("plaintext").textValue(),
                node.get("text").textValue(),
                blob);
    }

    private static byte[] hex(JsonNode node, String name) {
        return HexFormat.of().parseHex(node.get(name).textValue());
    }

    MasterKeys masterKeys(Path directory) throws IOException {
        Path file = directory.resolve("interop.json");
        Files.writeString(file, masterKeysetJson);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return MasterKeys.fromFile(file);
    }
}
