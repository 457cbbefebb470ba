package dev.byok.providers.cloud.aws;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.ChatInput;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Paths;
import dev.byok.providers.spec.VendorBuilder;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.Maturity;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What every vendor on Amazon Bedrock is made of. */
public final class Bedrock {

    /** The host that lists models, besides the one that runs them. */
    static final String CONTROL = "control";

    private static final String ACCESS_KEY = "Access key";
    private static final String API_KEY = "API key";
    // ids of models and profiles, and ARNs
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,2047}");

    private Bedrock() {}

    /**
     * {@return a vendor with hosts, fields, signature, errors, check and model list}
     *
     * @param id the provider's id
     * @param name for people
     * @param models its models
     */
    public static VendorBuilder vendor(String id, String name, BedrockModels models) {
        return VendorSpec.of(id, name)
                .maturity(Maturity.RECORDED, null)
                .hosts(Regions.of("bedrock-runtime"))
                .host(CONTROL, Regions.of("bedrock"))
                .field(Regions.field())
                .field(Field.text("access_key_id", "Access key ID")
                        .alternative(ACCESS_KEY)
                        .matching("[A-Z0-9]{16,128}", "AKIAIOSFODNN7EXAMPLE"))
                .field(Field.secret("secret_access_key", "Secret access key")
                        .alternative(ACCESS_KEY)
                        .where("https://console.aws.amazon.com/iam/home#/security_credentials"))
                .field(Field.secret("session_token", "Session token")
                        .alternative(ACCESS_KEY)
                        .optional()
                        .help("For temporary access keys only, whose id begins with ASIA."))
                .field(Field.secret("api_key", "Bedrock API key")
                        .alternative(API_KEY)
                        .startsWith("ABSK")
                        .where("https://console.aws.amazon.com/bedrock/home#/api-keys"))
                // one name for both hosts
                .auth(Auth.firstOf(Auth.awsSigV4("bedrock"), Auth.bearer("api_key")))
                .errors(BedrockErrors.COMMON)
                .check(new BedrockCheck(models))
                .models(models);
    }

    /**
     * {@return Bedrock's errors, then those of a model's company}
     *
     * @param company what its own errors mean
     */
    public static ErrorRules errorsAnd(ErrorRules company) {
        return BedrockErrors.COMMON.then(company);
    }

    /**
     * {@return the path of a call to a model}
     *
     * @param whole the action for an answer in one piece
     * @param streamed the action for a streamed one
     */
    public static Function<ChatInput, String> path(String whole, String streamed) {
        return input -> "model/" + model(input.model()) + "/" + (input.stream() ? streamed : whole);
    }

    private static String model(String id) {
        if (!MODEL.matcher(id).matches()) {
            throw ByokException.of(ErrorCode.INVALID_REQUEST, "This is no id of a model on Bedrock")
                    .hint("give the id of a model or of an inference profile, or an ARN")
                    .build();
        }
        return Paths.segment(id);
    }
}
