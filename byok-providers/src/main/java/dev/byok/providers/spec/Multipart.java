package dev.byok.providers.spec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A form with a file in it, as RFC 7578 writes it. */
final class Multipart {

    private final String boundary = "byok-" + UUID.randomUUID();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Multipart text(String name, byte[] value) {
        head("name=\"" + quoted(name) + "\"");
        return part(value);
    }

    Multipart file(String name, AudioUpload file) {
        head("name=\"" + quoted(name) + "\"; filename=\"" + quoted(file.name()) + "\"");
        write("Content-Type: " + file.mediaType() + "\r\n");
        return part(file.bytes());
    }

    HttpCall post(String path) {
        write("--" + boundary + "--\r\n");
        return HttpCall.post(path, body.toByteArray(), "multipart/form-data; boundary=" + boundary);
    }

    private void head(String disposition) {
        write("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n");
    }

    private Multipart part(byte[] value) {
        write("\r\n");
        body.writeBytes(value);
        write("\r\n");
        return this;
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    // as browsers write names; a name cannot end its header
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
