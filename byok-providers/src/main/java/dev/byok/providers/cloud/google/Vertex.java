package dev.byok.providers.cloud.google;

import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.Hosts;
import dev.byok.providers.spec.Paths;
import dev.byok.providers.spec.VendorBuilder;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import java.util.List;
import java.util.Map;

/** Vertex AI, whoever made the model: its fields, its hosts and its paths. */
public final class Vertex {

    /** The host that lists models, wherever they are used. */
    static final String GLOBAL = "global";

    private static final String KEY = "service_account_json";

    // both stand in URLs
    private static final Field PROJECT = Field.text("project_id", "Project ID")
            .optional()
            .matching("(?:[a-z0-9][a-z0-9.-]{0,61}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]", "my-project-123456")
            .help("The project that is used; left blank, the one that the service account belongs to.");
    private static final Field REGION = Field.text("region", "Region")
            .matching("global|us|eu|[a-z]{2,20}-[a-z]{2,20}[0-9]{1,2}", "global")
            .help("Where models run, for example global, eu or europe-west1. New models are in global first.");

    private Vertex() {}

    /**
     * {@return a vendor with everything but its models, its check and its chat}
     *
     * @param id the provider's id
     * @param name for people
     */
    public static VendorBuilder spec(String id, String name) {
        return VendorSpec.of(id, name)
                .maturity(Maturity.RECORDED, null)
                .field(Field.secretJson(KEY, "Service account key (JSON)")
                        .where("https://console.cloud.google.com/iam-admin/serviceaccounts")
                        .help("The JSON key of a service account that has the role Vertex AI User."))
                .field(PROJECT)
                .field(REGION)
                .auth(Auth.googleServiceAccount(KEY, "https://www.googleapis.com/auth/cloud-platform"))
                .hosts(Hosts.within(List.of("googleapis.com"), fields -> host(location(fields))))
                .host(GLOBAL, Hosts.at(host(GLOBAL)));
    }

    /**
     * {@return the path of a model, without the method}
     *
     * @param fields of the credential
     * @param publisher who made the model
     * @param model the model's id
     */
    public static String model(Map<String, String> fields, String publisher, String model) {
        return "v1/projects/" + project(fields) + "/locations/" + location(fields) + "/publishers/" + publisher
                + "/models/" + Paths.segment(model);
    }

    static String project(Map<String, String> fields) {
        return Paths.segment(fields, PROJECT);
    }

    private static String location(Map<String, String> fields) {
        return Paths.segment(fields, REGION);
    }

    private static String host(String location) {
        return switch (location) {
            case GLOBAL -> "https://aiplatform.googleapis.com";
            case "us", "eu" -> "https://aiplatform." + location + ".rep.googleapis.com";
            default -> "https://" + location + "-aiplatform.googleapis.com";
        };
    }
}
