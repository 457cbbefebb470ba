package dev.byok.providers.vendor.azureopenai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.providers.dialect.openai.OpenAiModels;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Listing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The deployment of the credential, told when key and resource are good. The reply lists base models, which cannot be
 * called by their names.
 */
final class AzureDeployments implements Listing<ModelInfo> {

    private static final String PROVIDER = "azure-openai";

    private final OpenAiModels baseModels = OpenAiModels.idsOnly(PROVIDER);

    @Override
    public HttpCall page(Map<String, String> fields, @Nullable String cursor) {
        return AzurePaths.models(fields);
    }

    @Override
    public Page<ModelInfo> read(Map<String, String> fields, JsonNode body, @Nullable String cursor) {
        read(body);
        String deployment = fields.get(AzurePaths.DEPLOYMENT);
        return new Page<>(deployment == null ? List.of() : List.of(ModelInfo.of(PROVIDER, deployment)), null);
    }

    @Override
    public Page<ModelInfo> read(JsonNode body) {
        return baseModels.read(body);
    }
}
