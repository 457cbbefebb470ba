package dev.byok.providers.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.http.HttpReply;
import dev.byok.providers.http.ReplyFacts;
import dev.byok.providers.http.Target;
import dev.byok.providers.http.Transport;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.CallContext;
import dev.byok.spi.CredentialValidator;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Walks a vendor's checks through the transport. */
record LiveValidator(VendorSpec vendor, Transport transport) implements CredentialValidator {

    /** Where APIs live below the address that people paste. */
    private static final List<String> USUAL_PATHS = List.of("/v1", "/api/v1");

    @Override
    public ValidationResult validate(ProviderCredential credential, CallContext context) {
        return run(vendor.check(), credential, context);
    }

    @Override
    public ValidationResult deepTest(ProviderCredential credential, CallContext context) {
        return run(vendor.deepCheck(), credential, context);
    }

    private ValidationResult run(LiveCheck check, ProviderCredential credential, CallContext context) {
        String baseUrl = credential.fields().get(VendorSpec.BASE_URL);
        if (baseUrl == null && vendor.endpointPerCall()) {
            return LiveCheck.nothingToAsk("Every call brings its own endpoint, so there is nothing to ask beforehand.");
        }
        Target target = new Target(vendor, credential);
        ValidationResult result = ask(check, target, context);
        if (baseUrl == null || !isWrongPath(result)) {
            return result;
        }
        String root = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        for (String path : USUAL_PATHS) {
            Map<String, String> fields = new LinkedHashMap<>(credential.fields());
            fields.put(VendorSpec.BASE_URL, root + path);
            ValidationResult other = ask(check, new Target(vendor, sameSecrets(credential, fields)), context);
            if (other.isValid()) {
                return other.withSuggestions(Map.of(VendorSpec.BASE_URL, root + path));
            }
        }
        return result;
    }

    private static boolean isWrongPath(ValidationResult result) {
        return result.verdict() == Verdict.INCONCLUSIVE
                && result.code()
                        .filter(code -> code == ErrorCode.ENDPOINT_UNREACHABLE
                                || code == ErrorCode.BAD_RESPONSE
                                || code == ErrorCode.MODEL_NOT_FOUND)
                        .isPresent();
    }

    // the copy shares the secrets and is not closed: its owner closes them
    private static ProviderCredential sameSecrets(ProviderCredential credential, Map<String, String> fields) {
        ProviderCredential.Builder copy = ProviderCredential.builder(credential.provider())
                .id(credential.id().orElse(null))
                .fields(fields);
        credential.secrets().forEach(copy::secret);
        return copy.build();
    }

    private ValidationResult ask(LiveCheck check, Target target, CallContext context) {
        LiveCheck.Step step = start(check, target);
        while (step instanceof LiveCheck.Step.Ask ask) {
            try {
                step = next(target, ask, context);
            } catch (ByokException e) {
                if (e.code() == ErrorCode.CANCELLED
                        || e.code() == ErrorCode.ENDPOINT_NOT_ALLOWED
                        || e.code() == ErrorCode.CONFIGURATION) {
                    throw e;
                }
                return verdict(Verdict.INCONCLUSIVE, e);
            }
        }
        return ((LiveCheck.Step.Known) step).result();
    }

    private static LiveCheck.Step start(LiveCheck check, Target target) {
        try {
            return check.start(subject(target.credential()));
        } catch (ByokException e) {
            throw Failures.ofRequest(target, e);
        }
    }

    private static LiveCheck.Subject subject(ProviderCredential credential) {
        Set<String> present = credential.secrets().entrySet().stream()
                .filter(secret -> !secret.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return new LiveCheck.Subject(credential.fields(), present);
    }

    private LiveCheck.Step next(Target target, LiveCheck.Step.Ask ask, CallContext context) {
        HttpReply reply = transport.exchange(target, ask.call(), context);
        ReplyFacts facts = ReplyFacts.of(reply);
        if (!reply.isSuccess()) {
            return ask.then().apply(failed(Failures.read(target, reply)));
        }
        JsonNode json = Json.readOrNull(reply.body());
        if (json == null && !reply.isEventStream()) {
            throw Failures.malformed(target, "it is not JSON", facts);
        }
        try {
            if (json != null) {
                ErrorInReply.requireNone(json, vendor.errorInReply());
            }
            return ask.then().apply(new LiveCheck.Reply(json, null, null));
        } catch (MalformedReply e) {
            throw Failures.malformed(target, String.valueOf(e.getMessage()), facts);
        } catch (ErrorInReply e) {
            return ask.then().apply(failed(Failures.inReply(target, e.body(), facts)));
        }
    }

    private static LiveCheck.Reply failed(Failures.Understood understood) {
        VendorError error = understood.error();
        Verdict verdict;
        if (understood.meaning().code() == ErrorCode.AUTH_FAILED) {
            verdict = Verdict.INVALID;
        } else {
            verdict = understood.meaning().keyIsLive() ? Verdict.VALID_LIMITED : Verdict.INCONCLUSIVE;
        }
        return new LiveCheck.Reply(null, error, verdict(verdict, understood.exception()));
    }

    private static ValidationResult verdict(Verdict verdict, ByokException e) {
        Optional<String> hint = e.hint();
        return ValidationResult.of(verdict, e.code(), summary(verdict, e), hint);
    }

    private static String summary(Verdict verdict, ByokException e) {
        @Nullable
        String lead = switch (verdict) {
            case VALID, SHAPE_ONLY -> null;
            case VALID_LIMITED -> "The key is live, but limited. ";
            case INVALID -> "Invalid API key. ";
            case INCONCLUSIVE -> "The key could not be checked. ";
        };
        return (lead == null ? "" : lead) + e.summary();
    }
}
