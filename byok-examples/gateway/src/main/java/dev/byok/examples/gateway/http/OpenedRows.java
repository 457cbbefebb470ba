package dev.byok.examples.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.PhraseProof;
import dev.byok.credential.Secret;
import dev.byok.spi.EndToEndContext;
import dev.byok.spi.EndToEndOpener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a customer's browser opened for one request. The library compares endpoint and version in it with the row, so that
 * a key goes only where the customer sealed it for.
 */
final class OpenedRows implements EndToEndOpener, AutoCloseable {

    private record Place(String credential, String field) {}

    private final Map<Place, Secret> contents = new ConcurrentHashMap<>();

    void add(String credential, JsonNode contentByField) {
        contentByField
                .properties()
                .forEach(field -> contents.put(
                        new Place(credential, field.getKey()),
                        Secret.of(field.getValue().toString())));
    }

    boolean isEmpty() {
        return contents.isEmpty();
    }

    @Override
    public Secret open(EndToEndContext context, String sealed) {
        Secret content = contents.get(new Place(context.credential(), context.field()));
        if (content == null) {
            throw locked("Credential " + context.credential() + " is end-to-end encrypted and locked")
                    .provider(context.provider())
                    .credentialId(context.credential())
                    .hint("open it in the browser and send it along in " + RequestKeys.HEADER)
                    .build();
        }
        return content.copy();
    }

    @Override
    public PhraseProof proof(String tenant) {
        throw locked("This wants the proof of the recovery phrase")
                .hint("send it in x-byok-phrase-proof")
                .build();
    }

    private static ByokException.Builder locked(String message) {
        return ByokException.of(ErrorCode.E2E_LOCKED, message);
    }

    @Override
    public void close() {
        contents.values().forEach(Secret::close);
    }
}
