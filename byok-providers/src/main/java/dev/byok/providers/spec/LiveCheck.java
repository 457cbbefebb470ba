package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.model.ModelInfo;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a vendor is asked whether a key is good. A check says what to send, reads the reply, and either knows the verdict
 * or says what to send next; it does no I/O itself.
 */
@FunctionalInterface
public interface LiveCheck {

    /**
     * {@return the first step}
     *
     * @param subject what is known of the credential
     */
    Step start(Subject subject);

    /**
     * What a check may know of a credential.
     *
     * @param fields its fields that are not secret
     * @param secrets the names of its secret fields
     */
    record Subject(Map<String, String> fields, Set<String> secrets) {}

    /** Ask, or know. */
    sealed interface Step {

        /**
         * Ask something.
         *
         * @param call what to send
         * @param then reads the reply
         */
        record Ask(HttpCall call, Function<Reply, Step> then) implements Step {}

        /**
         * Know the verdict.
         *
         * @param result the verdict
         */
        record Known(ValidationResult result) implements Step {}
    }

    /**
     * A reply as a check sees it.
     *
     * @param json the body of a success reply; null when it was a stream of events, or the vendor reported an error
     * @param error the vendor's error; null when it answered with success
     * @param failed the error as a verdict would tell it; null when the vendor answered with success
     */
    record Reply(
            @Nullable JsonNode json,
            @Nullable VendorError error,
            @Nullable ValidationResult failed) {

        /**
         * {@return the body of a success reply}
         *
         * @throws MalformedReply when there is none
         */
        public JsonNode body() {
            if (json == null) {
                throw new MalformedReply("there is no body to read");
            }
            return json;
        }
    }

    /**
     * {@return a check by one GET that only a good key gets an answer to}
     *
     * @param path appended to the base URL
     * @param reading the verdict on a success reply
     */
    static LiveCheck get(String path, Function<JsonNode, ValidationResult> reading) {
        return by(HttpCall.get(path), reading);
    }

    /**
     * {@return a check by one call that only a good key gets an answer to}
     *
     * @param call what to send
     * @param reading the verdict on a success reply
     */
    static LiveCheck by(HttpCall call, Function<JsonNode, ValidationResult> reading) {
        return subject -> ask(call, reading);
    }

    /**
     * {@return the only step of a check that only a good key gets an answer to}
     *
     * @param call what to send
     * @param reading the verdict on a success reply
     */
    static Step ask(HttpCall call, Function<JsonNode, ValidationResult> reading) {
        return new Step.Ask(
                call, reply -> new Step.Known(reply.failed() != null ? reply.failed() : reading.apply(reply.body())));
    }

    /**
     * {@return the verdict on a live key: it works, or what pays for calls is used up}
     *
     * @param paid whether calls are paid for
     * @param message what a person is told if not
     * @param whatToDo what a person can do about it
     */
    static ValidationResult paid(boolean paid, String message, String whatToDo) {
        return paid
                ? ValidationResult.valid("The key works.")
                : ValidationResult.of(Verdict.VALID_LIMITED, ErrorCode.QUOTA_EXCEEDED, message, Optional.of(whatToDo));
    }

    /**
     * {@return a check by the first page of a model list that only a good key gets}
     *
     * @param models the list
     */
    static LiveCheck listing(Listing<ModelInfo> models) {
        return subject -> new Step.Ask(
                models.page(subject.fields(), null),
                reply -> new Step.Known(
                        reply.failed() != null
                                ? reply.failed()
                                : ValidationResult.valid("The key works.")
                                        .withModels(models.read(subject.fields(), reply.body(), null)
                                                .items())));
    }

    /** {@return a look at the fields that nobody is asked about: they have the right form, or they would not be there} */
    static LiveCheck shapeOnly() {
        return subject -> new Step.Known(ValidationResult.shapeOnly("The key has the right form; it was not tried."));
    }

    /**
     * {@return what a check says when there is nothing to ask}
     *
     * @param message why, for a person
     */
    static ValidationResult nothingToAsk(String message) {
        return ValidationResult.of(Verdict.INCONCLUSIVE, ErrorCode.UNSUPPORTED_CAPABILITY, message, Optional.empty());
    }
}
