package dev.byok.providers.vendor.azureopenai;

import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.Hosts;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Paths;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where things are. The base URL of a resource ends in {@code /openai}; below it the v1 API is at {@code v1/…}, with the
 * deployment in the body, and the dated versions are at {@code deployments/<deployment>/…?api-version=<date>}.
 */
final class AzurePaths {

    static final Field RESOURCE = Field.text("resource_name", "Resource name")
            .matching("[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?", "my-resource")
            .alternative("Resource name");
    static final String CLOUD = "cloud";
    static final String DEPLOYMENT = "deployment_id";
    static final Field API_VERSION = Field.text("api_version", "API version")
            .matching("v1|preview|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-preview)?", "2024-10-21")
            .advanced()
            .help("Leave it blank for the v1 API; a date, 2024-10-21 or later, for the API before it.");

    static final String PUBLIC = "public";
    static final String US_GOVERNMENT = "us-government";

    private static final String PUBLIC_DOMAIN = "openai.azure.com";
    private static final String US_GOVERNMENT_DOMAIN = "openai.azure.us";
    private static final String ROOT = "/openai";

    // origin and path in front, then whatever of the API was copied with it, for example the URL of a deployment
    private static final Pattern ENDPOINT =
            Pattern.compile("([a-zA-Z]+://[^/?#]+(?:/[^?#]*?)??)(?:/openai(?:[/?].*)?)?/*");

    private AzurePaths() {}

    static Hosts hosts() {
        return Hosts.within(List.of(PUBLIC_DOMAIN, US_GOVERNMENT_DOMAIN), AzurePaths::host);
    }

    // a dot in it would name another host within the domain
    private static String host(Map<String, String> fields) {
        String resource = fields.getOrDefault(RESOURCE.name(), "");
        String domain = US_GOVERNMENT.equals(fields.get(CLOUD)) ? US_GOVERNMENT_DOMAIN : PUBLIC_DOMAIN;
        return RESOURCE.matches(resource) ? "https://" + resource.toLowerCase(Locale.ROOT) + "." + domain + ROOT : "";
    }

    /** Brings an endpoint into the form that ends in {@code /openai}, and pins the credential to its deployment. */
    static Map<String, String> complete(Map<String, String> fields) {
        Map<String, String> completed = new LinkedHashMap<>(fields);
        completed.computeIfPresent(VendorSpec.BASE_URL, (name, typed) -> {
            Matcher endpoint = ENDPOINT.matcher(typed);
            return endpoint.matches() ? endpoint.group(1) + ROOT : typed;
        });
        String deployment = fields.get(DEPLOYMENT);
        if (deployment != null) {
            completed.put(VendorSpec.MODEL, deployment);
        }
        return completed;
    }

    static String chat(ChatInput input) {
        String version = version(input.fields());
        return isDated(version)
                ? "deployments/" + Paths.segment(input.model()) + "/chat/completions?api-version=" + version
                : versioned(HttpCall.get("v1/chat/completions"), version).path();
    }

    static HttpCall models(Map<String, String> fields) {
        String version = version(fields);
        return versioned(HttpCall.get(isDated(version) ? "models" : "v1/models"), version);
    }

    private static HttpCall versioned(HttpCall call, String version) {
        return version.equals("v1") ? call : call.query("api-version", version);
    }

    private static String version(Map<String, String> fields) {
        return fields.containsKey(API_VERSION.name()) ? Paths.segment(fields, API_VERSION) : "v1";
    }

    private static boolean isDated(String version) {
        return Character.isDigit(version.charAt(0));
    }
}
