package dev.byok.providers.vendor.nanogpt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ErrorCode;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.spi.ValidationResult;
import dev.byok.spi.ValidationResult.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks for what pays for calls, because the list of models is public: for the balance, or for the subscription.
 *
 * <p>The balance is documented for a key in {@code x-api-key} only, the subscription for a bearer token too. So it is
 * the subscription that has the last word on a bad key; and an account without a balance may live on one.
 */
final class NanoGptCheck implements LiveCheck {

    private static final HttpCall BALANCE = HttpCall.post("check-balance", Json.write(json -> {
                json.writeStartObject();
                json.writeEndObject();
            }))
            .outside("/v1");
    private static final HttpCall USAGE_OF_ANY =
            HttpCall.get("subscription/v1/usage").outside("/v1");
    private static final HttpCall USAGE = HttpCall.get("usage");

    @Override
    public Step start(Subject subject) {
        return NanoGpt.SUBSCRIPTION.equals(subject.fields().get(NanoGpt.ENDPOINT_TYPE))
                ? new Step.Ask(USAGE, NanoGptCheck::subscribed)
                : new Step.Ask(BALANCE, NanoGptCheck::balance);
    }

    private static Step balance(Reply reply) {
        ValidationResult failed = reply.failed();
        if (failed != null) {
            return failed.verdict() == Verdict.INVALID
                    ? new Step.Ask(USAGE_OF_ANY, NanoGptCheck::known)
                    : new Step.Known(failed);
        }
        return hasMoney(reply.body()) ? valid() : new Step.Ask(USAGE_OF_ANY, NanoGptCheck::withoutBalance);
    }

    private static Step known(Reply reply) {
        return reply.failed() != null ? new Step.Known(reply.failed()) : valid();
    }

    private static Step withoutBalance(Reply reply) {
        return reply.failed() == null && isActive(reply.body())
                ? valid()
                : limited("The key is live, but the account has no balance.", "top up at https://nano-gpt.com");
    }

    private static Step subscribed(Reply reply) {
        if (reply.failed() != null) {
            return new Step.Known(reply.failed());
        }
        return isActive(reply.body())
                ? valid()
                : limited(
                        "The key is live, but the account has no active subscription.",
                        "choose the endpoint type " + NanoGpt.PAY_PER_USE + ", or subscribe at https://nano-gpt.com");
    }

    private static boolean hasMoney(JsonNode balance) {
        List<BigDecimal> amounts = Stream.of("usd_balance", "nano_balance")
                .flatMap(name -> Json.decimal(balance, name).stream())
                .toList();
        if (amounts.isEmpty()) {
            throw new MalformedReply("there is no balance in it");
        }
        return amounts.stream().anyMatch(amount -> amount.signum() > 0);
    }

    private static boolean isActive(JsonNode usage) {
        if (!usage.has("active") && !usage.has("state")) {
            throw new MalformedReply("there is no subscription in it");
        }
        // one that was not renewed yet serves on for some days
        return usage.path("active").asBoolean() || "grace".equals(Json.textOrNull(usage, "state"));
    }

    private static Step valid() {
        return new Step.Known(ValidationResult.valid("The key works."));
    }

    private static Step limited(String message, String hint) {
        return new Step.Known(
                ValidationResult.of(Verdict.VALID_LIMITED, ErrorCode.QUOTA_EXCEEDED, message, Optional.of(hint)));
    }
}
