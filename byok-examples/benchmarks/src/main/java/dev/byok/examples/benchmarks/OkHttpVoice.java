package dev.byok.examples.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** The floor: one OkHttp client, and what has to be done to get at the samples. */
final class OkHttpVoice implements Voice {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final ObjectReader TREE = JsonMapper.builder().build().reader();

    private final OkHttpClient client = OkHttpChat.newClient();
    private final String url;
    private final VoiceKind kind;

    OkHttpVoice(String base, VoiceKind kind) {
        this.url = base + kind.path;
        this.kind = kind;
    }

    @Override
    public Playing speak() {
        byte[] body = ("{\"model\":\"voice-1\",\"voice\":\"ada\",\"input\":\"" + TEXT
                        + "\",\"response_format\":\"pcm\"}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Request request = new Request.Builder()
                .url(url)
                .header("User-Agent", "byok/0.1")
                .header("Authorization", "Bearer " + Chat.key(0))
                .post(RequestBody.create(body, JSON))
                .build();
        try {
            Response response = client.newCall(request).execute();
            BufferedSource source = response.body().source();
            if (kind == VoiceKind.WAV) {
                source.skip(VoiceKind.WAV_HEADER);
            }
            return kind == VoiceKind.EVENTS ? new Events(response, source) : new Bytes(response, source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }

    private record Bytes(Response response, BufferedSource source) implements Playing {

        @Override
        public byte @Nullable [] next() {
            try {
                return source.exhausted()
                        ? null
                        : source.readByteArray(source.getBuffer().size());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            response.close();
        }
    }

    private record Events(Response response, BufferedSource source) implements Playing {

        @Override
        public byte @Nullable [] next() {
            try {
                for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
                    if (line.startsWith("data: ")) {
                        JsonNode event = TREE.readTree(line.substring("data: ".length()));
                        if (event.has("data")) {
                            return Base64.getDecoder().decode(event.get("data").textValue());
                        }
                    }
                }
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
