package dev.byok.providers.cloud.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.ModelEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A publisher's models in Vertex AI's garden: those that there are, not those that a region or a project has. */
public final class VertexModels implements Listing<ModelInfo> {

    private final String provider;
    private final String publisher;
    private final Pattern chats;

    private VertexModels(String provider, String publisher, Pattern chats) {
        this.provider = provider;
        this.publisher = publisher;
        this.chats = chats;
    }

    /**
     * {@return the list}
     *
     * @param provider the provider's id
     * @param publisher who made the models
     * @param chats what the ids of those look like that chat
     */
    public static VertexModels of(String provider, String publisher, Pattern chats) {
        return new VertexModels(provider, publisher, chats);
    }

    @Override
    public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
        // no version but v1beta1 has the list, and not every region
        HttpCall page = HttpCall.get("v1beta1/publishers/" + publisher + "/models")
                .on(Vertex.GLOBAL)
                .with("x-goog-user-project", Vertex.project(fields))
                .query("pageSize", "100");
        return cursor == null ? page : page.query("pageToken", cursor);
    }

    @Override
    public Page<ModelInfo> read(JsonNode body) {
        List<ModelInfo> models = new ArrayList<>();
        for (JsonNode model : Json.list(body, "publisherModels")) {
            String name = ModelEntry.id(model, "name");
            String id = name.substring(name.lastIndexOf('/') + 1);
            if (chats.matcher(id).matches()) {
                models.add(ModelInfo.of(provider, id));
            }
        }
        return new Page<>(models, Json.textOrNull(body, "nextPageToken"));
    }
}
