package dev.byok.providers.cloud.google;

import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.ValidationResult;
import java.util.Map;

/**
 * Has the tokens of a greeting counted, which is free. The key proves itself before, when it is given an access token;
 * the count shows besides that project, region, role and model fit.
 */
public final class VertexCheck {

    private VertexCheck() {}

    /** Makes the request. */
    @FunctionalInterface
    public interface Counting {

        /**
         * {@return the request}
         *
         * @param fields of the credential
         * @param model the model's id
         */
        HttpCall of(Map<String, String> fields, String model);
    }

    /**
     * {@return the check}
     *
     * @param defaultModel the model to count for, unless the key is pinned to one
     * @param counting makes the request
     * @param answer the member of the reply that has the count
     */
    public static LiveCheck counting(String defaultModel, Counting counting, String answer) {
        return subject -> new LiveCheck.Step.Ask(
                counting.of(subject.fields(), subject.fields().getOrDefault(VendorSpec.MODEL, defaultModel)),
                reply -> new LiveCheck.Step.Known(reply.failed() != null ? reply.failed() : read(reply, answer)));
    }

    private static ValidationResult read(LiveCheck.Reply reply, String answer) {
        if (!reply.body().path(answer).isNumber()) {
            throw new MalformedReply("there is no count in it");
        }
        return ValidationResult.valid("The key works.");
    }
}
