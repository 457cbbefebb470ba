package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.byok.ByokException;
import dev.byok.ChatCall;
import dev.byok.ErrorCode;
import dev.byok.examples.gateway.http.Json;
import dev.byok.routing.RequestLimits;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says beyond OpenAI's members, in its member {@code byok}.
 *
 * @param fallbacks models to try, in this order, when the first cannot serve
 * @param chain the name of a stored fallback chain
 * @param intent what the answer is for; the tenant's settings know which model that means
 * @param costLimit what the request may cost at most, in US dollars
 * @param credential the only stored key that may be used
 * @param background whether nobody waits for the answer; then keys that only the customer opens are passed over
 */
record ChatOptions(
        @Nullable List<String> fallbacks,
        @Nullable String chain,
        @Nullable String intent,
        @JsonProperty("cost_limit_usd") @Nullable BigDecimal costLimit,
        @Nullable String credential,
        boolean background) {

    static ChatOptions of(Map<String, Object> own) {
        try {
            return Json.convert(own.getOrDefault("byok", Map.of()), ChatOptions.class);
        } catch (IllegalArgumentException e) {
            throw ByokException.of(
                            ErrorCode.INVALID_REQUEST, "'byok' has a member that is not known or has another type")
                    .hint(
                            "known are fallbacks (texts), chain, intent, credential (text each), cost_limit_usd (number) and "
                                    + "background (true or false)")
                    .build();
        }
    }

    void applyTo(ChatCall call) {
        if (fallbacks != null) {
            fallbacks.forEach(call::fallback);
        }
        if (chain != null) {
            call.chain(chain);
        }
        if (intent != null) {
            call.intent(intent);
        }
        if (costLimit != null) {
            call.limits(RequestLimits.NONE.withCost(costLimit));
        }
        if (credential != null) {
            call.credential(credential);
        }
        if (background) {
            call.background();
        }
    }
}
