package dev.byok.providers.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.ModelEntry;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code GET models}: {@code {"data":[{"id":…}]}}, {@code {"models":[…]}} or a bare array; what else an entry tells differs by vendor. */
public final class OpenAiModels implements Listing<ModelInfo> {

    private final String path;
    private final Function<JsonNode, ModelInfo> entry;
    private final Predicate<JsonNode> listed;

    private OpenAiModels(String path, Function<JsonNode, ModelInfo> entry, Predicate<JsonNode> listed) {
        this.path = path;
        this.entry = entry;
        this.listed = listed;
    }

    /**
     * {@return a list that tells ids only}
     *
     * @param provider the provider's id
     */
    public static OpenAiModels idsOnly(String provider) {
        return idsOnly(provider, "models");
    }

    /**
     * {@return a list that tells ids only}
     *
     * @param provider the provider's id
     * @param path appended to the base URL
     */
    public static OpenAiModels idsOnly(String provider, String path) {
        return at(path, node -> ModelInfo.of(provider, id(node)));
    }

    /**
     * {@return a list that tells ids and limits}
     *
     * @param provider the provider's id
     * @param contextWindow the member that holds the context window
     * @param maxOutput the member that holds the most tokens of an answer
     */
    public static OpenAiModels withLimits(String provider, String contextWindow, String maxOutput) {
        return at(
                "models",
                node -> ModelEntry.of(provider, node, "id")
                        .contextWindow(node, contextWindow)
                        .maxOutput(node, maxOutput)
                        .build());
    }

    /**
     * {@return a list whose entries tell more}
     *
     * @param path appended to the base URL
     * @param entry reads an entry
     */
    public static OpenAiModels at(String path, Function<JsonNode, ModelInfo> entry) {
        return new OpenAiModels(path, entry, node -> true);
    }

    /**
     * {@return this list, for a vendor that tells which of its models chat; others, that draw or embed, are left out}
     *
     * @param chats whether an entry is of a model that chats
     */
    public OpenAiModels only(Predicate<JsonNode> chats) {
        return new OpenAiModels(path, entry, chats);
    }

    /**
     * {@return an entry's id}
     *
     * @param node the entry
     */
    public static String id(JsonNode node) {
        return ModelEntry.id(node, "id");
    }

    @Override
    public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
        return HttpCall.get(path);
    }

    @Override
    public Page<ModelInfo> read(JsonNode body) {
        JsonNode list = body.isArray() ? body : body.has("data") ? body.get("data") : body.get("models");
        if (list == null || !list.isArray()) {
            throw new MalformedReply("there is no list of models");
        }
        return new Page<>(list.valueStream().filter(listed).map(entry).toList(), null);
    }
}
