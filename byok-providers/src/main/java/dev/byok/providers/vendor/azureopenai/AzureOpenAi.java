package dev.byok.providers.vendor.azureopenai;

import dev.byok.providers.dialect.openai.OpenAiChat;
import dev.byok.providers.dialect.openai.OpenAiQuirks;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import dev.byok.spi.ValidationResult;

/**
 * Azure OpenAI: chat completions of the models that a customer deployed to a resource.
 *
 * <p>What is called a model elsewhere is a deployment here: the model id of a call is a deployment's name, and
 * {@code deployment_id} is the one that is called when none is named. So it is also what the credential is pinned to,
 * and what the list of models holds: Azure lists the models that could be deployed, most of which nobody can call, and
 * tells the deployments only to its management API, which takes no API key.
 *
 * <p>The check proves key and resource. Whether the deployment exists shows when it is called.
 *
 * <p>Keys only: signing in with Microsoft Entra ID (client credentials) is not supported.
 */
public final class AzureOpenAi {

    private AzureOpenAi() {}

    /** {@return the vendor} */
    public static VendorSpec spec() {
        AzureDeployments models = new AzureDeployments();
        return VendorSpec.of("azure-openai", "Azure OpenAI")
                .aliases("azure")
                .docs("https://learn.microsoft.com/azure/ai-foundry/openai/latest")
                .maturity(Maturity.RECORDED, null)
                .hosts(AzurePaths.hosts())
                // what Azure proposes as the name of a deployment is the name of the model
                .defaultModel("gpt-5.4-mini")
                .field(AzurePaths.RESOURCE)
                .field(Field.choice(AzurePaths.CLOUD, "Cloud", AzurePaths.PUBLIC, AzurePaths.US_GOVERNMENT)
                        .alternative("Resource name")
                        .advanced()
                        .help("Where the resource is. A resource of another cloud is entered as an endpoint."))
                .field(Field.url(VendorSpec.BASE_URL, "Endpoint")
                        .alternative("Endpoint")
                        .help("As the portal shows it, for example https://my-resource.openai.azure.com, or the address"
                                + " of a gateway in front of it."))
                .field(Field.secret("api_key", "API key").where("https://portal.azure.com"))
                .field(Field.text(AzurePaths.DEPLOYMENT, "Deployment name")
                        .matching("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", "my-deployment"))
                .field(AzurePaths.API_VERSION)
                .field(Field.text(VendorSpec.MODEL, "Model")
                        .advanced()
                        .help("Is always the deployment name, and filled in from there."))
                .completing(AzurePaths::complete)
                .auth(Auth.header("api-key", "api_key"))
                .errors(AzureErrors.RULES)
                .check(check(models))
                .models(models)
                .chat(OpenAiChat.with(OpenAiQuirks.none().at(AzurePaths::chat)))
                .build();
    }

    // what it lists proves nothing of the deployment, so none is told
    private static LiveCheck check(AzureDeployments models) {
        return subject -> new LiveCheck.Step.Ask(models.page(subject.fields(), null), reply -> {
            if (reply.failed() != null) {
                return new LiveCheck.Step.Known(reply.failed());
            }
            models.read(reply.body());
            return new LiveCheck.Step.Known(
                    ValidationResult.valid("The key works. Whether the deployment exists shows when it is called."));
        });
    }
}
